"""Cite the sources of a comparison (program, regimes, documents) in the formats of reference managers."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.citing.bibliography import Bibliography as Bibliography, cite_positions as cite_positions
    from crossregime.core.citing.work import Work as Work
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        bibliography="Bibliography cite_positions",
        work="Work",
    )

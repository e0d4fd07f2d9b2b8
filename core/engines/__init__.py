"""Tabulate two frames of any kind in their own engine, through narwhals."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.engines.files import opened as opened
    from crossregime.core.engines.from_files import (
        FILE_OPTIONS as FILE_OPTIONS,
        crosstab_of_files as crosstab_of_files,
    )
    from crossregime.core.engines.tables import FrameCrosstab as FrameCrosstab
    from crossregime.core.engines.tabulation import crosstab as crosstab
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        files="opened",
        from_files="FILE_OPTIONS crosstab_of_files",
        tables="FrameCrosstab",
        tabulation="crosstab",
    )

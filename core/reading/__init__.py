"""Read a folder into a `Regime`."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.reading.crosswalks import (
        crosswalks_in as crosswalks_in,
        examine_crosswalk as examine_crosswalk,
        is_path as is_path,
        read_crosswalk as read_crosswalk,
        read_path as read_path,
        shared_crosswalks as shared_crosswalks,
    )
    from crossregime.core.reading.outcomes import NO_ROW as NO_ROW
    from crossregime.core.reading.reader import FILES as FILES, TABLES as TABLES, read_regime as read_regime
    from crossregime.core.reading.rule import has_rule as has_rule
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        crosswalks="crosswalks_in examine_crosswalk is_path read_crosswalk read_path shared_crosswalks",
        outcomes="NO_ROW",
        reader="FILES TABLES read_regime",
        rule="has_rule",
    )

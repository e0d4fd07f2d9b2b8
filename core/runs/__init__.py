"""Keep what makes a result again, and say what differs when it is made anew."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.runs.call import Call as Call, asked as asked
    from crossregime.core.runs.check import RunCheck as RunCheck, Unlike as Unlike, check_run as check_run
    from crossregime.core.runs.kept import Kept as Kept
    from crossregime.core.runs.run import Run as Run, make_run as make_run, read_run as read_run
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        call="Call asked",
        check="RunCheck Unlike check_run",
        kept="Kept",
        run="Run make_run read_run",
    )

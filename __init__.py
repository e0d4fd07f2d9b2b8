"""crossregime: ratings from any inspection regime, on one footing, with what is known, what is not, and why.

import crossregime as cr
comparison = cr.compare("ssi2003", "ofsted2009")
comparison.pairs, comparison.table, comparison.cells, comparison.unpaired
"""

# First of all: imported later on, the package of built-ins would take the place of the function of its name.
import crossregime.regimes as _built_in  # noqa: F401

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.bounds import Identification as Identification
    from crossregime.core.citing import Bibliography as Bibliography
    from crossregime.core.claims import Reconciliation as Reconciliation
    from crossregime.core.comparison import Comparison as Comparison, Inference as Inference, Sensitivity as Sensitivity
    from crossregime.core.councils import (
        Council as Council,
        Grouping as Grouping,
        Name as Name,
        Register as Register,
    )
    from crossregime.core.crosswalks import Mapped as Mapped
    from crossregime.core.discovery import (
        folder_crosswalks as folder_crosswalks,
        folder_regime as folder_regime,
        hookimpl as hookimpl,
    )
    from crossregime.core.engines import FrameCrosstab as FrameCrosstab, crosstab as crosstab
    from crossregime.core.errors import (
        CrossregimeError as CrossregimeError,
        DataError as DataError,
        PluginError as PluginError,
        UsageError as UsageError,
    )
    from crossregime.core.host import (
        Host as Host,
        bounds as bounds,
        cite as cite,
        compare as compare,
        council as council,
        crosswalk as crosswalk,
        crosswalks as crosswalks,
        grouping as grouping,
        host as host,
        map_position as map_position,
        panel as panel,
        position as position,
        rate as rate,
        rate_all as rate_all,
        reconcile as reconcile,
        regime as regime,
        regimes as regimes,
        register as register,
        rerun as rerun,
        sensitivity as sensitivity,
        standing as standing,
    )
    from crossregime.core.model import (
        Area as Area,
        Cap as Cap,
        Change as Change,
        Citation as Citation,
        Comparability as Comparability,
        Crosswalk as Crosswalk,
        Flow as Flow,
        GoodFrom as GoodFrom,
        Grade as Grade,
        Inspection as Inspection,
        Judgement as Judgement,
        Link as Link,
        Passage as Passage,
        PointsRule as PointsRule,
        Publication as Publication,
        Regime as Regime,
        Rule as Rule,
        Scale as Scale,
        Scoring as Scoring,
        Source as Source,
        Total as Total,
        Universe as Universe,
        Unlisted as Unlisted,
        Withheld as Withheld,
    )
    from crossregime.core.panels import Panel as Panel
    from crossregime.core.positions import Position as Position
    from crossregime.core.profiles import Standing as Standing
    from crossregime.core.rules import NearThreshold as NearThreshold, Rating as Rating
    from crossregime.core.statistics import linking as linking, statistics as statistics
    from crossregime.core.version import __version__ as __version__
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        core__bounds="Identification",
        core__citing="Bibliography",
        core__claims="Reconciliation",
        core__comparison="Comparison Inference Sensitivity",
        core__councils="Council Grouping Name Register",
        core__crosswalks="Mapped",
        core__discovery="folder_crosswalks folder_regime hookimpl",
        core__engines="FrameCrosstab crosstab",
        core__errors="CrossregimeError DataError PluginError UsageError",
        core__host=(
            "Host bounds cite compare council crosswalk crosswalks grouping host map_position panel position rate "
            "rate_all reconcile regime regimes register rerun sensitivity standing"
        ),
        core__model=(
            "Area Cap Change Citation Comparability Crosswalk Flow GoodFrom Grade Inspection Judgement Link Passage "
            "PointsRule Publication Regime Rule Scale Scoring Source Total Universe Unlisted Withheld"
        ),
        core__panels="Panel",
        core__positions="Position",
        core__profiles="Standing",
        core__rules="NearThreshold Rating",
        core__version="__version__",
        core__statistics__linking="*",
        core__statistics__statistics="*",
    )

"""Measure a table of known counts."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.statistics.agreement import SAME as SAME
    from crossregime.core.statistics.association import TAU_B as TAU_B
    from crossregime.core.statistics.bounded import (
        ChanceCorrected as ChanceCorrected,
        ConcordanceBased as ConcordanceBased,
        ContrastForm as ContrastForm,
        Linear as Linear,
        Statistic as Statistic,
    )
    from crossregime.core.statistics.catalogue import (
        CATALOGUE as CATALOGUE,
        ENTRIES as ENTRIES,
        OF_RATERS as OF_RATERS,
        WITH_WEIGHTS as WITH_WEIGHTS,
        bounded_statistics as bounded_statistics,
        catalogue_dict as catalogue_dict,
        chosen as chosen,
        explained as explained,
        parse_names as parse_names,
    )
    from crossregime.core.statistics.cells import (
        TIED as TIED,
        CountTable as CountTable,
        Undefined as Undefined,
        Vector as Vector,
    )
    from crossregime.core.statistics.compositions import splits as splits, ways_to_share as ways_to_share
    from crossregime.core.statistics.concordance import (
        LINKING_ASSUMPTIONS as LINKING_ASSUMPTIONS,
        LINKING_METHODS as LINKING_METHODS,
        Concordance as Concordance,
        link_by_totals as link_by_totals,
    )
    from crossregime.core.statistics.contrasting import (
        BOTH_ZERO as BOTH_ZERO,
        INFINITE as INFINITE,
        MEASURES as MEASURES,
        NEUTRAL as NEUTRAL,
        GroupCounts as GroupCounts,
        Measure as Measure,
        contrast_statistic as contrast_statistic,
        group_counts as group_counts,
        superiority_of as superiority_of,
    )
    from crossregime.core.statistics.record import (
        FAMILIES as FAMILIES,
        ConfidenceInterval as ConfidenceInterval,
        Entry as Entry,
        StatisticValue as StatisticValue,
        check_draws as check_draws,
        check_level as check_level,
    )
    from crossregime.core.statistics.ridit import EMPTY_GROUP as EMPTY_GROUP
    from crossregime.core.statistics.statistics import (
        bootstrap as bootstrap,
        measure as measure,
        permutation as permutation,
    )
    from crossregime.core.statistics.table import Table as Table, frame_of as frame_of
    from crossregime.core.statistics.weights import (
        disagreement as disagreement,
        expected_by_gwet as expected_by_gwet,
        expected_by_margins as expected_by_margins,
        largest as largest,
        seen as seen,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        agreement="SAME",
        association="TAU_B",
        bounded="ChanceCorrected ConcordanceBased ContrastForm Linear Statistic",
        catalogue=(
            "CATALOGUE ENTRIES OF_RATERS WITH_WEIGHTS bounded_statistics catalogue_dict chosen explained parse_names"
        ),
        cells="CountTable TIED Undefined Vector",
        compositions="splits ways_to_share",
        concordance="Concordance LINKING_ASSUMPTIONS LINKING_METHODS link_by_totals",
        contrasting=(
            "BOTH_ZERO GroupCounts INFINITE MEASURES Measure NEUTRAL contrast_statistic group_counts superiority_of"
        ),
        record="ConfidenceInterval Entry FAMILIES StatisticValue check_draws check_level",
        ridit="EMPTY_GROUP",
        statistics="bootstrap measure permutation",
        table="Table frame_of",
        weights="disagreement expected_by_gwet expected_by_margins largest seen",
    )

"""Measure a table whose counts are all known."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.statistics.agreement import (
        SAME as SAME,
        disagreement as disagreement,
        expected_by_gwet as expected_by_gwet,
        expected_by_margins as expected_by_margins,
        largest as largest,
        seen as seen,
    )
    from crossregime.core.statistics.association import (
        TIED as TIED,
        CountTable as CountTable,
        Undefined as Undefined,
        Vector as Vector,
    )
    from crossregime.core.statistics.bounded import (
        TAU_B as TAU_B,
        ChanceCorrected as ChanceCorrected,
        ConcordanceBased as ConcordanceBased,
        ContrastForm as ContrastForm,
        Linear as Linear,
        Statistic as Statistic,
        bounded_statistics as bounded_statistics,
    )
    from crossregime.core.statistics.catalogue import (
        CATALOGUE as CATALOGUE,
        ENTRIES as ENTRIES,
        FAMILIES as FAMILIES,
        WITH_WEIGHTS as WITH_WEIGHTS,
        Entry as Entry,
        catalogue_dict as catalogue_dict,
        chosen as chosen,
        explained as explained,
        parse_names as parse_names,
    )
    from crossregime.core.statistics.compositions import splits as splits, ways_to_share as ways_to_share
    from crossregime.core.statistics.contrasting import (
        BOTH_NOUGHT as BOTH_NOUGHT,
        EMPTY_GROUP as EMPTY_GROUP,
        INFINITE as INFINITE,
        MEASURES as MEASURES,
        NEUTRAL as NEUTRAL,
        GroupCounts as GroupCounts,
        Measure as Measure,
        contrast_statistic as contrast_statistic,
        group_counts as group_counts,
        superiority_of as superiority_of,
    )
    from crossregime.core.statistics.linking import (
        ASSUMPTIONS as ASSUMPTIONS,
        METHODS as METHODS,
        Concordance as Concordance,
        link_by_totals as link_by_totals,
    )
    from crossregime.core.statistics.measured import (
        ConfidenceInterval as ConfidenceInterval,
        StatisticValue as StatisticValue,
        check_draws as check_draws,
        check_level as check_level,
    )
    from crossregime.core.statistics.statistics import (
        bootstrap as bootstrap,
        measure as measure,
        permutation as permutation,
    )
    from crossregime.core.statistics.table import Table as Table, frame_of as frame_of
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        agreement="SAME disagreement expected_by_gwet expected_by_margins largest seen",
        association="CountTable TIED Undefined Vector",
        bounded="ChanceCorrected ConcordanceBased ContrastForm Linear Statistic TAU_B bounded_statistics",
        catalogue="CATALOGUE ENTRIES Entry FAMILIES WITH_WEIGHTS catalogue_dict chosen explained parse_names",
        compositions="splits ways_to_share",
        contrasting=(
            "BOTH_NOUGHT EMPTY_GROUP GroupCounts INFINITE MEASURES Measure NEUTRAL contrast_statistic group_counts "
            "superiority_of"
        ),
        statistics="bootstrap measure permutation",
        linking="ASSUMPTIONS Concordance METHODS link_by_totals",
        measured="ConfidenceInterval StatisticValue check_draws check_level",
        table="Table frame_of",
    )

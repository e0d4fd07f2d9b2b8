"""List every statistic by name: what it tells, what it needs, its range and its source. The one place of the names.

`core.statistics` computes them, `core.figures` puts them beside a comparison's bounds, and the pages of the
reference are written from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.arguments import listed, shown
from crossregime.core.errors import UsageError
from crossregime.core.files import head
from crossregime.core.statistics import bounded as statistic, mobility, ridit
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossregime.core.statistics.bounded import Statistic
    from crossregime.core.statistics.resampling import Parts

Family = Literal["association", "agreement", "change", "test", "mobility", "groups"]
FAMILIES: dict[Family, str] = {
    "association": "Association, on any two scales",
    "agreement": "Agreement, on a common scale",
    "change": "Change between two dates, on a common scale",
    "test": "Tests",
    "mobility": "Mobility, on a common scale",
    "groups": "Groups of councils on one judgement",
}
BROWN = "M. B. Brown and J. K. Benedetti (1977), JASA 72(358), 309-315"
FLEISS = "J. L. Fleiss, J. Cohen and B. S. Everitt (1969), Psychological Bulletin 72(5), 323-327"


INDEPENDENT = "the councils are independent of each other"
LARGE = "there are enough councils for the distribution in large samples to hold"
EQUAL_STEPS = "the steps between grades are equal"
UNLESS_SCORED = f"{EQUAL_STEPS}, unless scores are given"
NORMAL = "two normal variables lie behind the grades (bivariate normality)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One statistic: what a reader must know before taking it, and what a program must know to work it out.

    `about` explains it in a paragraph, `formula` defines it, `direction` says what more and less mean, `range` where
    it lies (`limits` as numbers, None where it has none or they depend on the scale), `references` where it is from.
    `common_scale` says that both judgements must be on one scale (so the table is square); `known_counts` that it has
    no bounds, so that unknown grades leave it out of reach. `bounded` are the figures of it that have bounds; `ratios`
    those that are a numerator over a denominator, by the part that they are of it (empty where it has one figure):
    these have a bootstrap. `two_groups` says that the rows are two groups of councils, `by_grade` that it has a figure
    for each grade of the second judgement, `one_table` that it takes no stack of tables, `error` that it has an
    asymptotic standard error, `raters` that it takes ratings of several raters. `assumes` are what it takes for granted
    of the grades or the councils.
    """

    name: str
    title: str
    family: Family
    about: str
    formula: str
    direction: str
    range: str
    references: tuple[str, ...]
    common_scale: bool
    default: bool = False
    bounded: tuple[Statistic, ...] = ()
    ratios: tuple[tuple[str, Parts], ...] = ()
    limits: tuple[float | None, float | None] = (None, None)
    assumes: tuple[str, ...] = ()
    two_groups: bool = False
    by_grade: bool = False
    one_table: bool = False
    error: bool = False
    raters: bool = False

    @property
    def parts(self) -> Parts | None:
        """Its numerator and denominator, where it is one figure."""
        return next((parts for part, parts in self.ratios if not part), None)

    @property
    def of_change(self) -> bool:
        """Tell whether it speaks of moves, so that both judgements must be of one thing at two dates."""
        return self.family in ("change", "mobility")

    @property
    def known_counts(self) -> bool:
        """Tell whether it has no bounds, so that it needs every count known."""
        return not self.bounded

    @property
    def needs(self) -> tuple[str, ...]:
        """What it needs of a table, in words."""
        return (
            *(("a common scale", "ratings by two raters or more") if self.raters else ()),
            *(("a common scale", "a square table") if self.common_scale and not self.raters else ()),
            *(("two groups of councils in the rows",) if self.two_groups else ()),
            *(("known counts (it has no bounds)",) if self.known_counts else ()),
        )

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What it takes for granted, in words; of its standard error, what that takes for granted."""
        if self.family == "test":
            return (*self.assumes, INDEPENDENT)
        return (*self.assumes, *((f"for its standard error: {INDEPENDENT}, and {LARGE}",) if self.error else ()))

    @property
    def inference(self) -> tuple[str, ...]:
        """Which ways to reckon with chance there are for it."""
        permuted = self.parts is not None and self.family in ("association", "agreement")
        able = (("asymptotic", self.error), ("bootstrap", bool(self.ratios)), ("permutation", permuted))
        return tuple(method for method, has in able if has)

    @property
    def chance(self) -> str:
        """Say in words which ways to reckon with chance there are for it."""
        return ", ".join(self.inference) or ("it is a test itself" if self.family == "test" else "none")


_BOUNDED = {each.id: each for each in (*statistic.ASSOCIATION, *statistic.AGREEMENT, *statistic.CHANGE)}


def _entry(name: str, family: Family, about: str, formula: str, direction: str, within: str,  # noqa: PLR0913  # see Entry
           *references: str, title: str = "", figures: tuple[str, ...] = (), common_scale: bool | None = None,
           error: bool | None = None, ratios: tuple[tuple[str, Parts], ...] = (),
           **more: Any) -> Entry:  # fmt: skip
    """Make an entry: the figures that have bounds are those of its own name, or those of other names.

    What is one ratio of sums has a standard error, and all but association and groups need a common scale, unless
    it is said.
    """
    own = _BOUNDED.get(name)
    bounded = (own,) if own else tuple(_BOUNDED[each] for each in figures)
    if bounded and not ratios:
        ratios = tuple(("" if each is own else each.id, each.parts) for each in bounded)
    shared = family in ("agreement", "change", "test", "mobility") if common_scale is None else common_scale
    single = any(not part for part, _ in ratios)
    return Entry(
        name, title or (own.title if own else name), family, about, formula, direction, within, references, shared,
        bounded=bounded, ratios=ratios, error=single if error is None else error, **more,
    )  # fmt: skip


_ORDER = "Positive: better in one judgement goes with better in the other; negative: with worse."
_AGREE = "More is more agreement; 1 is full agreement."
_SIGNED = "-1 to 1"
_TO_ONE = "up to 1; it may fall below -1"

ENTRIES: tuple[Entry, ...] = (
    _entry(
        "tau_a", "association",
        "Of all pairs of councils, the share that both judgements put in the same order less the share that they put"
        " in opposite orders. Ties count in the denominator, so with few grades it stays well short of 1 even where"
        " the judgements agree as far as they can.",
        "(C - D) / (n (n - 1) / 2), C and D the concordant and discordant pairs of councils, n the councils",
        _ORDER, _SIGNED, "M. G. Kendall (1938), Biometrika 30(1/2), 81-93", BROWN,
        limits=(-1, 1),
    ),
    _entry(
        "tau_b", "association",
        "Kendall's rank correlation with ties taken out on both sides. It is 1 only where the grades that councils have"
        " on one side go one to one with those on the other, in the same order: not where one side uses more grades"
        " than the other.",
        "(C - D) / sqrt(U V), U and V the pairs of councils that differ in the first and in the second judgement",
        _ORDER, _SIGNED, "M. G. Kendall (1945), Biometrika 33(3), 239-251", BROWN, default=True,
        limits=(-1, 1),
    ),
    _entry(
        "tau_c", "association",
        "Stuart's rank correlation for tables that need not be square: it sets the difference of concordant and"
        " discordant pairs against the largest that a table with so many grades could have. The declared grades"
        " count, whether or not a council has them.",
        "(C - D) 2m / (n^2 (m - 1)), m the smaller number of grades",
        _ORDER, _SIGNED, "A. Stuart (1953), Biometrika 40(1/2), 105-110", BROWN,
        limits=(-1, 1),
    ),
    _entry(
        "gamma", "association",
        "Of the pairs of councils that neither judgement ties, the share in the same order less the share in opposite"
        " orders. It leaves all ties out, so it is the largest of these measures in size, and rests on the fewest"
        " pairs: with coarse scales it can be near 1 while most councils are tied.",
        "(C - D) / (C + D)",
        _ORDER, _SIGNED, "L. A. Goodman and W. H. Kruskal (1954), JASA 49(268), 732-764",
        "L. A. Goodman and W. H. Kruskal (1972), JASA 67(338), 415-421", default=True,
        limits=(-1, 1),
    ),
    _entry(
        "somers_d_rows", "association",
        "Of the pairs of councils that differ in the second judgement (the columns), the share in the same order less"
        " the share in opposite orders: how well the second puts the first in order. The row variable is dependent"
        " (SAS writes it R|C).",
        "(C - D) / V, V the pairs of councils that differ in the second judgement",
        _ORDER, _SIGNED, "R. H. Somers (1962), American Sociological Review 27(6), 799-811", BROWN,
        limits=(-1, 1),
    ),
    _entry(
        "somers_d_columns", "association",
        "Of the pairs of councils that differ in the first judgement (the rows), the share in the same order less the"
        " share in opposite orders: how well the first puts the second in order. The column variable is dependent (SAS"
        " writes it C|R; it is what scipy gives).",
        "(C - D) / U, U the pairs of councils that differ in the first judgement",
        _ORDER, _SIGNED, "R. H. Somers (1962), American Sociological Review 27(6), 799-811", BROWN,
        default=True,
        limits=(-1, 1),
    ),
    _entry(
        "percent_agreement", "agreement",
        "The share of councils with the same grade in both. It takes no account of chance: on a scale of which most"
        " councils have one grade, it is high whatever the judgements have to do with each other.",
        "sum of n_ii / n",
        _AGREE, "0 to 1", "J. Cohen (1960), Educational and Psychological Measurement 20(1), 37-46", default=True,
        limits=(0, 1),
    ),
    _entry(
        "kappa", "agreement",
        "Agreement beyond what the two distributions would give by chance. Any two different grades count as wholly"
        " apart, so on an ordered scale the weighted forms say more. It is low where nearly all councils have one"
        " grade, even if they agree.",
        "(p_o - p_e) / (1 - p_e), p_e the agreement expected if the judgements were independent, each with its own"
        " margin",
        _AGREE, "-1 to 1", "J. Cohen (1960), Educational and Psychological Measurement 20(1), 37-46", FLEISS,
        limits=(-1, 1),
    ),
    _entry(
        "kappa_linear", "agreement",
        "Kappa in which a disagreement counts by the steps between the two grades. It takes the steps as equal. All"
        " declared grades count, used or not.",
        "1 - sum of n_ij |i - j| over what the margins give by chance",
        _AGREE, "-1 to 1", "J. Cohen (1968), Psychological Bulletin 70(4), 213-220", FLEISS, default=True,
        limits=(-1, 1), assumes=(EQUAL_STEPS,),
    ),
    _entry(
        "kappa_quadratic", "agreement",
        "Kappa in which a disagreement counts by the square of the steps between the two grades, so that one far"
        " disagreement outweighs several near ones. It is close to a correlation of the ranks, and grows with the"
        " number of grades.",
        "1 - sum of n_ij (i - j)^2 over what the margins give by chance",
        _AGREE, "-1 to 1", "J. Cohen (1968), Psychological Bulletin 70(4), 213-220", FLEISS,
        limits=(-1, 1), assumes=(EQUAL_STEPS,),
    ),
    _entry(
        "ac1", "agreement",
        "Gwet's agreement beyond chance, where chance means councils that are hard to grade and are graded at random."
        " It does not fall as kappa does where nearly all councils have one grade.",
        "(p_o - p_e) / (1 - p_e), p_e = sum of p_k (1 - p_k) / (q - 1), p_k the mean share of a grade, q the grades",
        _AGREE, "-1 to 1",
        "K. L. Gwet (2008), British Journal of Mathematical and Statistical Psychology 61(1), 29-48",
        limits=(-1, 1),
    ),
    _entry(
        "ac2_linear", "agreement",
        "Gwet's AC1 with disagreements weighed by the steps between the grades.",
        "(p_o - p_e) / (1 - p_e) with weights 1 - |i - j| / (q - 1); p_e = T sum of p_k (1 - p_k) / (q (q - 1)), T"
        " the sum of the weights",
        _AGREE, "-1 to 1", "K. L. Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition",
        limits=(-1, 1), assumes=(EQUAL_STEPS,),
    ),
    _entry(
        "ac2_quadratic", "agreement",
        "Gwet's AC1 with disagreements weighed by the square of the steps between the grades.",
        "as ac2_linear, with weights 1 - (i - j)^2 / (q - 1)^2",
        _AGREE, _TO_ONE, "K. L. Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition",
        limits=(None, 1), assumes=(EQUAL_STEPS,),
    ),
    _entry(
        "ac2_ordinal", "agreement",
        "Gwet's AC1 with his ordinal weights: a disagreement counts by the number of pairs of grades from one to the"
        " other. These are not the weights that Krippendorff calls ordinal.",
        "as ac2_linear, with weights 1 - C(|i - j| + 1, 2) / C(q, 2)",
        _AGREE, _TO_ONE, "K. L. Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition",
        limits=(None, 1),
    ),
    _entry(
        "alpha_ordinal", "agreement",
        "Krippendorff's alpha with ordinal differences: two grades are as far apart as the ratings given between them"
        " (and half of those at them) on both sides together. Both judgements are taken as readings of one thing with"
        " one distribution.",
        "1 - D_o / D_e, with the squared difference of the mid-ranks of two grades among all 2n ratings",
        _AGREE, "-1 to 1", "K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability",
        limits=(-1, 1),
    ),
    _entry(
        "mean_shift", "change",
        "The mean number of grades by which councils rose from the first judgement to the second, falls counted as"
        " negative. It takes the steps between grades as equal: an assumption that no inspectorate made of its grades"
        " unless it scored them itself.",
        "sum of n_ij (j - i) / n",
        "Positive: councils rose; negative: they fell.", "-(k - 1) to k - 1, k the grades",
        "A. Agresti (2010), Analysis of Ordinal Categorical Data, 2nd edition", default=True,
        assumes=(EQUAL_STEPS,),
    ),
    _entry(
        "rises_and_falls", "change",
        "How many councils have a better grade in the second judgement, how many a worse one, and how many the same.",
        "rises: sum of n_ij over j > i; falls: over j < i; unchanged: over j = i",
        "Counts of councils.", "0 to n each",
        "W. J. Dixon and A. M. Mood (1946), JASA 41(236), 557-566", title="Rises, falls and unchanged", default=True,
        figures=("rises", "falls", "unchanged"),
    ),
    _entry(
        "bowker", "test",
        "Asks whether for every two grades as many councils moved from one to the other as back (symmetry). Symmetry"
        " is more than equal distributions: read it with stuart_maxwell, which asks only for those.",
        "sum over i < j of (n_ij - n_ji)^2 / (n_ij + n_ji), chi-squared on k (k - 1) / 2 degrees of freedom",
        "More is further from symmetry.", "0 up", "A. H. Bowker (1948), JASA 43(244), 572-574",
        title="Bowker's test of symmetry",
        assumes=(LARGE,),
    ),
    _entry(
        "stuart_maxwell", "test",
        "Asks whether both judgements have the same distribution of grades (marginal homogeneity), whatever the moves"
        " between. A grade that nobody entered or left is dropped, and the details say so.",
        "d' S^-1 d, d the differences of the margins, S their covariance if there is none; chi-squared on the grades"
        " kept less one",
        "More is further from equal distributions.", "0 up", "A. Stuart (1955), Biometrika 42(3/4), 412-416",
        "A. E. Maxwell (1970), British Journal of Psychiatry 116, 651-655", title="Stuart-Maxwell test of homogeneity",
        assumes=(LARGE,),
    ),
    _entry(
        "bhapkar", "test",
        "The same question as stuart_maxwell, with the covariance as the table has it: it finds differences a little"
        " sooner, and the two agree in large tables.",
        "Q / (1 - Q / n), Q that of Stuart and Maxwell, n the councils at the grades kept",
        "More is further from equal distributions.", "0 up", "V. P. Bhapkar (1966), JASA 61(313), 228-235",
        title="Bhapkar's test of homogeneity",
        assumes=(LARGE,),
    ),
    _entry(
        "sign_test", "test",
        "Asks whether councils were as likely to rise as to fall, by the numbers of each alone. Exact and two-sided;"
        " councils that stayed are left out.",
        "twice the chance of as few heads as the rarer move had, in as many throws of a coin as councils moved",
        "The statistic is the number of rises.", "0 to n", "W. J. Dixon and A. M. Mood (1946), JASA 41(236), 557-566",
        title="Sign test of rises and falls",
    ),
    _entry(
        "ordinal_homogeneity", "test",
        "Asks whether the second judgement is better or worse on the whole, taking the steps between grades as equal:"
        " the test of Stuart and Birch, which finds a shift along the scale sooner than stuart_maxwell.",
        "z = sum of n_ij (j - i) / sqrt(sum of n_ij (j - i)^2), standard normal",
        "Positive: better in the second judgement; negative: worse.", "any number",
        "A. Stuart (1955), Biometrika 42(3/4), 412-416",
        "M. W. Birch (1965), Journal of the Royal Statistical Society B 27(1), 111-124",
        title="Stuart-Birch test of ordinal homogeneity",
        assumes=(UNLESS_SCORED, LARGE),
    ),
    _entry(
        "exact_homogeneity", "test",
        "The same question as ordinal_homogeneity without approximation: given which grades councils moved between,"
        " every direction of every move is equally likely. For the few moves of a small table, use this one.",
        "the share of all 2^moves directions with a shift as far from nought as the one seen",
        "The statistic is the z of ordinal_homogeneity.", "any number",
        "A. Agresti (2013), Categorical Data Analysis, 3rd edition, chapter 11",
        title="Exact test of marginal homogeneity",
        assumes=(UNLESS_SCORED,), one_table=True,
    ),
    _entry(
        "linear_by_linear", "test",
        "Asks whether the second judgement rises with the first along a line of scores (ranks unless others are"
        " given).",
        "(n - 1) r^2, r the correlation of the scores; chi-squared on 1 degree of freedom",
        "More is a stronger trend, up or down; details give r.", "0 up", "N. Mantel (1963), JASA 58(303), 690-700",
        title="Linear-by-linear trend", common_scale=False,
        assumes=(UNLESS_SCORED, LARGE),
    ),
    _entry(
        "polychoric", "association",
        "The correlation that two normal variables would have if each judgement showed only the band that they fall"
        " in. It assumes such variables behind the grades. By two steps (thresholds from the margins, then the"
        " correlation) or by maximum likelihood.",
        "the likeliest correlation of a bivariate normal distribution cut at thresholds",
        _ORDER, _SIGNED, "U. Olsson (1979), Psychometrika 44(4), 443-460", title="Polychoric correlation",
        limits=(-1, 1), one_table=True, assumes=(NORMAL,), error=True,
    ),
    _entry(
        "superiority", "groups",
        "The chance that a council taken from the first group has a better grade than one from the second, ties counted"
        " as half. In a comparison the groups are the councils in the better half of the first judgement and the"
        " others, and the grade is that of the second.",
        "(pairs where the first group's is better + half of the ties) / all pairs of one from each group",
        "0.5: neither group is better; more: the first is.", "0 to 1",
        "A. Vargha and H. D. Delaney (2000), Journal of Educational and Behavioral Statistics 25(2), 101-132",
        "E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson (1988), Biometrics 44(3), 837-845",
        title="Probability of superiority", ratios=(("", ridit.superiority_parts),), two_groups=True,
        limits=(0, 1),
    ),
    _entry(
        "ridits", "groups",
        "A score for each grade of the second judgement: the share of councils below it plus half of those at it. The"
        " mean ridit of the councils at a grade of the first judgement is the chance that one of them is better than"
        " any council, ties counted as half.",
        "(councils below + half of those at the grade) / n",
        "More is better; over all councils the mean is 0.5.", "0 to 1",
        "I. D. J. Bross (1958), Biometrics 14(1), 18-38", title="Ridits",
        by_grade=True,
    ),
    _entry(
        "shorrocks", "mobility",
        "How far the grade at the start leaves open the grade at the end: nought where every council stays, 1 where the"
        " end does not depend on the start. Each starting grade counts the same, however few councils had it.",
        "(k - sum of p_ii) / (k - 1), p_ii the share of grade i that stays",
        "More is more mobility.", "0 to k / (k - 1)", "A. F. Shorrocks (1978), Econometrica 46(5), 1013-1024",
        title="Shorrocks' mobility index", ratios=(("", mobility.shorrocks_parts),),
        limits=(0, None),
    ),
    _entry(
        "bartholomew", "mobility",
        "Two indices. b1: the share of councils that leave their grade, times k over k - 1. b2: the mean number of"
        " grades moved, over the most there could be. Starting shares are those of the councils, or others that are"
        " given.",
        "b1 = (k - k sum of s_i p_ii) / (k - 1); b2 = sum of s_i p_ij |i - j| / (k - 1), s the starting shares",
        "More is more mobility.", "b1: 0 to k / (k - 1); b2: 0 to 1",
        "D. J. Bartholomew (1973), Stochastic Models for Social Processes, 2nd edition",
        title="Bartholomew's mobility indices",
        ratios=(
            ("b1", lambda table: mobility.bartholomew_parts(table)[0]),
            ("b2", lambda table: mobility.bartholomew_parts(table)[1]),
        ),
        limits=(0, None), assumes=(f"for b2: {EQUAL_STEPS}",), error=True,
    ),
)  # fmt: skip

CATALOGUE = {each.name: each for each in ENTRIES}
WITH_WEIGHTS = {
    each.name: each
    for each in (
        _entry(
            "kappa_weighted", "agreement",
            "Cohen's kappa with weights of one's own: how far each two grades agree, or how far they disagree. Kappa"
            " does not change when all weights are multiplied or raised alike.",
            "1 - sum of n_ij v_ij over what the margins give by chance, v_ij how far grades i and j disagree",
            _AGREE, _TO_ONE, "J. Cohen (1968), Psychological Bulletin 70(4), 213-220", FLEISS,
            title="Weighted kappa, weights of one's own", error=True, limits=(None, 1),
        ),
        _entry(
            "ac2", "agreement",
            "Gwet's AC2 with agreement weights of one's own: 1 for the same grade, from 0 to 1 for two others.",
            "(p_o - p_e) / (1 - p_e) with the weights; p_e = T sum of p_k (1 - p_k) / (q (q - 1)), T the sum of the"
            " weights",
            _AGREE, _TO_ONE, "K. L. Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition",
            title="Gwet's AC2, weights of one's own", error=True, limits=(None, 1),
        ),
    )
}  # fmt: skip
"""What only Python has, since it takes weights; unweighted they are kappa and AC1."""

_ALPHA = "K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania"
_GWET = "K. L. Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition"
OF_RATERS = {
    each.name: each
    for each in (
        _entry(
            "krippendorff_alpha", "agreement",
            "Agreement of two raters or more, any of which may lack a rating, for grades that are names, in order, or"
            " numbers. Several regimes on one scale are several ratings of a council.",
            "1 - (n - 1) sum of o_ck d_ck over sum of n_c n_k d_ck: o the pairs of ratings of one council, each"
            " council's over its ratings less one, n_c the ratings at grade c, d the squared difference at the level",
            _AGREE, _TO_ONE, _ALPHA, title="Krippendorff's alpha of several raters",
            error=True, limits=(None, 1), raters=True,
        ),
        _entry(
            "fleiss_kappa", "agreement",
            "Agreement of two raters or more beyond that of ratings dealt out by the mean shares of the grades. The"
            " raters of one council need not be those of another.",
            "(p_a - p_e) / (1 - p_e), p_a the mean share of the pairs of a council's ratings that agree, p_e the sum of"
            " w_kl p_k p_l, p_k the mean share of grade k",
            _AGREE, _TO_ONE, "J. L. Fleiss (1971), Psychological Bulletin 76(5), 378-382", _GWET,
            title="Fleiss' kappa", error=True, limits=(None, 1), raters=True,
        ),
        _entry(
            "gwet_ac1", "agreement",
            "Gwet's AC1 of two raters or more: chance agreement counts only for ratings that are hard to give, so that"
            " it does not fall where nearly all councils have one grade.",
            "(p_a - p_e) / (1 - p_e), p_e = sum of p_k (1 - p_k) / (q - 1), q the number of grades",
            _AGREE, _TO_ONE, "K. L. Gwet (2008), Br. J. Math. Stat. Psychol. 61(1), 29-48", _GWET,
            title="Gwet's AC1 of several raters", error=True, limits=(None, 1), raters=True,
        ),
        _entry(
            "gwet_ac2", "agreement",
            "Gwet's AC2 of two raters or more: AC1 with weights for grades that lie near each other.",
            "(p_a - p_e) / (1 - p_e) with the weights; p_e = T sum of p_k (1 - p_k) / (q (q - 1)), T the sum of the"
            " weights",
            _AGREE, _TO_ONE, _GWET, title="Gwet's AC2 of several raters", error=True, limits=(None, 1), raters=True,
        ),
    )
}  # fmt: skip
"""What only Python has, since it takes the ratings of several raters and not a table of two judgements."""


def parse_names(given: Any, what: str) -> tuple[str, ...]:
    """Read one name or several; raise UsageError for what is neither, saying `what` is to be named.

    >>> parse_names("gamma", "statistics"), parse_names(["gamma", "tau_b"], "statistics")
    (('gamma',), ('gamma', 'tau_b'))
    """
    alone = isinstance(given, str) or not hasattr(given, "__iter__")
    names = (given,) if alone else tuple(listed(given, "names", f"name {what}, as text or a list of texts"))
    for each in names:
        if not isinstance(each, str):
            raise UsageError(f"{shown(each)} is no name", do=f"name {what}, as text or a list of texts")
    return names


def entry(name: str) -> Entry:
    """Find a statistic by name; raise UsageError with the nearest names for one that there isn't."""
    if not isinstance(name, str):
        parse_names([name], "a statistic")
    if name in WITH_WEIGHTS:
        ready = [each for each in CATALOGUE if each.startswith(f"{name.partition('_')[0]}_")]
        raise UsageError(
            f"{name} takes weights of one's own, and here there is no place for them",
            do=f"take {joined(ready, 'or')}; or in Python call crossregime.statistics.{name}(table, weights)",
        )
    if name in OF_RATERS:
        raise UsageError(
            f"{name} takes the ratings of several raters, and this is a table of two judgements",
            do=f"in Python call crossregime.statistics.{name}(ratings)",
        )
    if name not in CATALOGUE:
        raise UsageError(
            f"there is no statistic '{name}'",
            do=f"the statistics are {', '.join(CATALOGUE)}; see crossregime statistics",
            matches=close_matches(name, CATALOGUE),
        )
    return CATALOGUE[name]


def explained(name: Any) -> Entry:
    """Find a statistic to explain: one of the catalogue, or one that only Python has."""
    others = WITH_WEIGHTS | OF_RATERS
    return others[name] if isinstance(name, str) and name in others else entry(name)


def chosen(names: str | Iterable[str] | None, *, common_scale: bool) -> tuple[Entry, ...]:
    """Choose statistics: the default few, "all" that two judgements can have, or some by name.

    Raises UsageError for a name that there isn't, and for one that needs a common scale where there is none.
    """
    everything = isinstance(names, str) and names == "all"
    if names is None or everything:
        return tuple(
            each for each in ENTRIES if (everything or each.default) and (common_scale or not each.common_scale)
        )
    found = tuple(dict.fromkeys(entry(name) for name in parse_names(names, "statistics")))
    if not common_scale:
        refuse([each for each in found if each.common_scale])
    return found


def refuse(unfit: Sequence[Entry]) -> None:
    """Refuse statistics that need a common scale, with the reason and what to do."""
    if unfit:
        names = ", ".join(each.name for each in unfit)
        verb = "needs" if len(unfit) == 1 else "need"
        raise UsageError(
            f"{names} {verb} a common scale: the two judgements are graded on different scales, and equal labels or"
            " ranks do not make their grades the same",
            do="map one onto the other with `crosswalk` (see crossregime crosswalks), compare two judgements"
            " of one scale, or ask for association: tau_b, gamma, somers_d_columns",
        )


def catalogue_dict(entries: Iterable[Entry]) -> dict[str, Any]:
    """Give entries as JSON holds them (schemas/statistics.schema.json)."""
    return {
        **head("statistics"),
        "statistics": [
            {
                "id": each.name,
                "title": each.title,
                "family": each.family,
                "about": each.about,
                "definition": each.formula,
                "needs": list(each.needs),
                "assumptions": list(each.assumptions),
                "common_scale": each.common_scale,
                "has_bounds": bool(each.bounded),
                "direction": each.direction,
                "range": each.range,
                "inference": list(each.inference),
                "default": each.default,
                "references": list(each.references),
            }
            for each in entries
        ],
    }

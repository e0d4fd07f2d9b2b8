"""Answer for statistics that people ask for by names that none has here: the nearest, and why it is another."""

from __future__ import annotations

import re

_TIES = "grades have many ties and no distances, and its averages of ranks have no bounds where some are not known"
_ORDER = "it knows no order, so a table and one with its columns shuffled are the same to it"
_PAIRED = "the same councils are rated twice, and it is for independent samples"
_NEAREST: dict[str, tuple[str, str]] = {
    "spearman": ("tau_b", _TIES),
    "pearson": ("tau_b", "grades are no numbers: it would take each step to be as wide as the next"),
    "correlation": ("tau_b", "for grades it is one of ranks; polychoric supposes normal scales behind them"),
    "kendall": ("tau_b", "it has three forms: tau_a, tau_b for ties, tau_c for tables that are not square"),
    "somers": ("somers_d_columns", "it has two forms, by which judgement depends on which"),
    "chi2": ("linear_by_linear", _ORDER),
    "cramer": ("tau_b", _ORDER),
    "phi": ("tau_b", "it is for two grades a judgement, where tau_b is the same number"),
    "contingency": ("tau_b", _ORDER),
    "fisher": ("linear_by_linear", f"{_ORDER}; its p may be had by permutation"),
    "mcnemar": ("sign_test", "it is for two grades; for more the sign test asks the same of rises and falls"),
    "icc": ("kappa_quadratic", "it averages grades as if they were numbers; this kappa is its like for counts"),
    "pabak": ("ac1", "it takes every grade to be as likely as the next"),
    "scott": ("kappa", "it takes both judgements to have the same shares of grades"),
    "fleiss": ("kappa", "there are two judgements, not many raters"),
    "lambda": ("somers_d_columns", _ORDER),
    "wilcoxon": ("sign_test", "it ranks the sizes of changes, and grades have no sizes"),
    "mann_whitney": ("probability_of_superiority", f"{_PAIRED}; the share that it tests is this one"),
    "auc": ("probability_of_superiority", "it is this share by another name"),
    "t_test": ("mean_shift", "grades are no numbers, and it would take them as such"),
    "anova": ("ridits", "grades are no numbers, and it would take them as such"),
    "kruskal_wallis": ("ridits", _PAIRED),
    "accuracy": ("percent_agreement", "neither judgement is the truth"),
    "odds_ratio": ("gamma", "it is for two grades a judgement; gamma is its like for more"),
    "yule_q": ("gamma", "it is gamma of a table of two grades"),
}
_ALSO = {
    "rho": "spearman", "spearman_rho": "spearman", "spearmanr": "spearman", "r": "pearson", "pearsonr": "pearson",
    "tau": "kendall", "kendall_tau": "kendall", "kendalltau": "kendall", "somers_d": "somers", "somersd": "somers",
    "chi": "chi2", "chisq": "chi2", "chi_square": "chi2", "chi_squared": "chi2", "chisquare": "chi2", "x2": "chi2",
    "cramers_v": "cramer", "cramer_v": "cramer", "cramerv": "cramer", "v": "cramer", "fisher_exact": "fisher",
    "intraclass": "icc", "scott_pi": "scott", "fleiss_kappa": "fleiss", "wilcoxon_signed_rank": "wilcoxon",
    "mannwhitney": "mann_whitney", "mann_whitney_u": "mann_whitney", "mannwhitneyu": "mann_whitney", "roc": "auc",
    "ttest": "t_test", "kruskal": "kruskal_wallis", "agreement": "accuracy", "odds": "odds_ratio", "yule": "yule_q",
    "cramers": "cramer", "contingency_coefficient": "contingency", "goodman_kruskal_lambda": "lambda",
}  # fmt: skip


def nearest_statistic(name: str) -> tuple[str, str] | None:
    """Give the nearest statistic to one that is known by another name or not held, and why; None for other words.

    >>> nearest_statistic("Cramer's V")[0], nearest_statistic("chi-squared")[0], nearest_statistic("gama")
    ('tau_b', 'linear_by_linear', None)
    """
    plain = re.sub(r"[^a-z0-9]+", "_", name.casefold().replace("'", "").replace("\u2019", "").replace("\u00e9", "e"))
    plain = plain.strip("_")
    return _NEAREST.get(_ALSO.get(plain, plain))

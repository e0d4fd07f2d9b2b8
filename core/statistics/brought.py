"""Suggest the nearest statistic for names that are not in the catalogue, with the reason."""

from __future__ import annotations

import re

_TIES = "grades have many ties and no distances, and its average ranks have no bounds where some grades are unknown"
_ORDER = "it ignores the order of grades, so shuffling the columns does not change it"
_PAIRED = "the same councils are rated twice, and it is for independent samples"
_NEAREST: dict[str, tuple[str, str]] = {
    "spearman": ("tau_b", _TIES),
    "pearson": ("tau_b", "grades are not numbers: it would take every step to be equally wide"),
    "correlation": ("tau_b", "for grades use a rank correlation; polychoric assumes normal scales behind them"),
    "kendall": ("tau_b", "it has three forms: tau_a, tau_b for ties, and tau_c for tables that are not square"),
    "somers": ("somers_d_columns", "it has two forms, depending on which judgement is the dependent one"),
    "chi2": ("linear_by_linear", _ORDER),
    "cramer": ("tau_b", _ORDER),
    "phi": ("tau_b", "it is for two grades per judgement, where tau_b equals it"),
    "contingency": ("tau_b", _ORDER),
    "fisher": ("linear_by_linear", f"{_ORDER}; for a p-value by permutation use this"),
    "mcnemar": ("sign_test", "it is for two grades; the sign test asks the same of rises and falls on any scale"),
    "icc": ("kappa_quadratic", "it averages grades as if they were numbers; this kappa is its counterpart for counts"),
    "pabak": ("ac1", "it takes every grade to be equally likely by chance"),
    "scott": ("kappa", "it takes both judgements to have the same shares of grades"),
    "fleiss": ("kappa", "there are two judgements, not many raters"),
    "lambda": ("somers_d_columns", _ORDER),
    "wilcoxon": ("sign_test", "it ranks the sizes of changes, and grades have no sizes"),
    "mann_whitney": ("probability_of_superiority", f"{_PAIRED}; the share that it tests is this one"),
    "auc": ("probability_of_superiority", "it is this share by another name"),
    "t_test": ("mean_shift", "grades are not numbers, and it would treat them as such"),
    "anova": ("ridits", "grades are not numbers, and it would treat them as such"),
    "kruskal_wallis": ("ridits", _PAIRED),
    "accuracy": ("percent_agreement", "neither judgement is the truth"),
    "odds_ratio": ("gamma", "it is for two grades per judgement; gamma generalises it"),
    "yule_q": ("gamma", "it is gamma for two grades per judgement"),
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
    """Return the nearest statistic to a name that is not in the catalogue, and why; None for unknown names.

    >>> nearest_statistic("Cramer's V")[0], nearest_statistic("chi-squared")[0], nearest_statistic("gama")
    ('tau_b', 'linear_by_linear', None)
    """
    plain = re.sub(r"[^a-z0-9]+", "_", name.casefold().replace("'", "").replace("\u2019", "").replace("\u00e9", "e"))
    plain = plain.strip("_")
    return _NEAREST.get(_ALSO.get(plain, plain))

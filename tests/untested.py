"""The modules without a test file of their name, by what tests them instead and why; a test holds the list exact.

A new module gets a test file of its name. If it does not need one, it gets a line here; when it gets one after all, the
line goes. Each entry is a reason, the test files that do the work, and the modules. The list may only grow shorter.
"""

from __future__ import annotations

UNTESTED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "It names things, and holds no logic": (
        ("tests/test_house.py",),
        ("core/files/places.py", "core/version.py"),
    ),
    "It starts the program, which is started so": (("tests/test_house.py",), ("__main__.py",)),
    "It is the record of one statistic, whose value is estimated in the module beside it": (
        ("tests/core/statistics/test_polychoric_correlation.py", "tests/core/statistics/test_catalogue.py"),
        ("core/statistics/latent.py",),
    ),
    "It is a part of the search for the ends of a contrast, held to all completions": (
        ("tests/core/bounds/test_contrast.py",),
        ("core/bounds/search/contrasts.py", "core/bounds/search/searched_ends.py"),
    ),
    "It puts a call together of parts that have tests of their own": (
        ("tests/core/host/test_interface.py", "tests/core/comparison/test_grouped.py"),
        ("core/host/preparation.py",),
    ),
    "It makes a document or a description that the tests of its command hold to its schema": (
        (
            "tests/commands/test_export.py",
            "tests/commands/test_rate.py",
            "tests/commands/test_regimes.py",
            "tests/core/reading/test_inspections.py",
        ),
        (
            "core/positions/document.py",
            "core/profiles/description.py",
            "core/profiles/inspections.py",
            "core/rules/document.py",
        ),
    ),
    "It lays out a page that the tests of its command read": (
        (
            "tests/commands/test_contrasts.py",
            "tests/commands/test_crosstab.py",
            "tests/commands/test_export.py",
            "tests/commands/test_regimes.py",
        ),
        ("render/contrast.py", "render/description.py", "render/engines.py", "render/panel.py"),
    ),
    "It formats the cells of a workbook, which are read there": (
        ("tests/render/test_workbook.py",),
        ("render/cells.py",),
    ),
    "It lays out a part of a comparison's page, which golden files hold": (
        ("tests/render/test_text.py",),
        ("render/compared.py", "render/position.py", "render/sources.py"),
    ),
}

"""The modules without a test file of their name, by what tests them instead and why; a test holds the list exact.

A new module gets a test file of its name. If it does not need one, it gets a line here; when it gets one after all, the
line goes. Each entry is a reason, the test files that do the work, and the modules.
"""

from __future__ import annotations

UNTESTED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "It names things, and holds no logic": (
        ("tests/test_house.py",),
        (
            "core/authoring/decision.py",
            "core/authoring/marks.py",
            "core/files/places.py",
            "core/version.py",
            "core/model/link.py",
            "core/positions/rule_use.py",
        ),
    ),
    "It starts the program, which is started so": (("tests/test_house.py",), ("__main__.py",)),
    "It says what a table is and why it has no value, which every statistic is asked for": (
        ("tests/core/statistics/test_statistics.py", "tests/core/statistics/test_measured.py"),
        ("core/statistics/cells.py",),
    ),
    "It is the record of one statistic, whose value is estimated in the module beside it": (
        ("tests/core/statistics/test_polychoric_correlation.py", "tests/core/statistics/test_catalogue.py"),
        ("core/statistics/latent.py",),
    ),
    "It is a part of bounding contrasts, held to all completions": (
        ("tests/core/bounds/test_contrast.py", "tests/core/comparison/test_contrasts.py"),
        (
            "core/bounds/between.py",
            "core/bounds/contrast_ends.py",
            "core/bounds/search/contrasts.py",
            "core/bounds/search/searched_ends.py",
            "core/bounds/two_groups.py",
        ),
    ),
    "It is an assumption taken further, held to all completions that meet it": (
        ("tests/core/bounds/test_assumptions.py",),
        ("core/bounds/breakdown.py",),
    ),
    "It looks into one kind of fact, of which the ranking is made": (
        ("tests/core/bounds/test_value_of_information.py",),
        ("core/bounds/fact_kinds.py",),
    ),
    "It sets groups or completions side by side, which is tested through the command that asks for it": (
        ("tests/commands/test_contrasts.py", "tests/commands/test_bounds.py"),
        ("core/comparison/between_groups.py", "core/comparison/inquiry.py"),
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
            "tests/commands/test_bounds.py",
            "tests/commands/test_contrasts.py",
            "tests/commands/test_council.py",
            "tests/commands/test_crosstab.py",
            "tests/commands/test_new.py",
            "tests/commands/test_regimes.py",
            "tests/commands/test_validate.py",
            "tests/core/comparison/test_events.py",
        ),
        (
            "render/authoring.py",
            "render/bounds.py",
            "render/contrast.py",
            "render/council.py",
            "render/description.py",
            "render/engines.py",
            "render/events.py",
            "render/sensitivity.py",
            "render/validation.py",
        ),
    ),
    "It is a form of a panel, which one file of tests reads in every form": (
        ("tests/core/panels/test_panel.py", "tests/render/test_workbook.py"),
        (
            "core/panels/database.py",
            "core/panels/package.py",
            "core/panels/tables.py",
            "render/cells.py",
            "render/panel.py",
        ),
    ),
    "It is what a notebook shows, or what a command answers to a name": (
        ("tests/render/test_notebook.py", "tests/commands/test_values.py"),
        ("render/identification.py", "core/statistics/brought.py"),
    ),
    "It lays out a part of a comparison's page, which golden files hold": (
        ("tests/render/test_text.py",),
        ("render/compared.py", "render/position.py", "render/sources.py"),
    ),
    "It checks what any public function is given, and is tested at each of them": (
        ("tests/test_wrong_types.py",),
        ("core/arguments.py",),
    ),
    "It reads numbers as they are printed or counted, and is tested by what is made of them": (
        ("tests/core/reading/test_totals.py", "tests/core/statistics/test_raters.py"),
        ("core/reading/printed_number.py", "core/statistics/ratings.py"),
    ),
    "It finds totals that contradict each other, which `validate` names by their rows": (
        ("tests/core/host/test_validation.py",),
        ("core/discovery/together.py",),
    ),
    "It keeps the values of completions met in a search, which the bounds of every search rest on": (
        ("tests/core/bounds/search/test_branch_and_bound.py", "tests/core/bounds/test_solver.py"),
        ("core/bounds/search/values.py",),
    ),
    "It says what several crosswalks agree on, which the command that asks for it shows": (
        ("tests/commands/test_compare.py",),
        ("core/comparison/conclusions.py",),
    ),
}

"""The modules without a test file of their name, by what tests them instead and why; a test holds the list exact.

A new module gets a test file of its name. If it does not need one, it gets a line here; when it gets one after all, the
line goes. Each entry is a reason, the test files that do the work, and the modules.
"""

from __future__ import annotations

UNTESTED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "It names things, and holds no logic": (
        ("tests/test_house.py",),
        ("core/files/places.py", "core/version.py", "core/model/link.py", "core/positions/rule_use.py"),
    ),
    "It starts the program, which is started so": (("tests/test_house.py",), ("__main__.py",)),
    "Its examples, and the days that commands refuse, are all there is to it": (
        ("tests/test_doctests.py", "tests/commands/test_councils.py"),
        ("core/dates.py",),
    ),
    "It is what a verdict is told as": (("tests/core/claims/test_verdict.py",), ("core/claims/finding.py",)),
    "It is a part of a solver: any error in it makes bounds differ from those of all completions": (
        (
            "tests/core/bounds/test_solver.py",
            "tests/core/bounds/test_uniform.py",
            "tests/core/bounds/search/test_branch_and_bound.py",
        ),
        (
            "core/bounds/counting.py",
            "core/bounds/free_grades.py",
            "core/bounds/interval.py",
            "core/bounds/search/boxes.py",
            "core/bounds/search/pool.py",
            "core/bounds/search/programs.py",
        ),
    ),
    "It is a part of bounding contrasts, held to all completions": (
        ("tests/core/bounds/test_contrast.py",),
        (
            "core/bounds/asked.py",
            "core/bounds/between.py",
            "core/bounds/contrast_ends.py",
            "core/bounds/search/contrasts.py",
            "core/bounds/search/searched_ends.py",
            "core/bounds/two_groups.py",
            "core/comparison/contrasts.py",
            "core/statistics/contrasting.py",
        ),
    ),
    "It is an assumption taken further, held to all completions that meet it": (
        ("tests/core/bounds/test_assumptions.py",),
        ("core/bounds/breakdown.py",),
    ),
    "It shows or lists contrasts, which is tested through the commands": (
        ("tests/commands/test_contrasts.py",),
        ("core/comparison/between_groups.py", "core/comparison/certainty.py", "render/contrast.py"),
    ),
    "It looks into one kind of fact, of which the ranking is made": (
        ("tests/core/bounds/test_value_of_information.py",),
        ("core/bounds/fact_kinds.py",),
    ),
    "It is tested through the command that shows it": (
        (
            "tests/commands/test_bounds.py",
            "tests/commands/test_council.py",
            "tests/commands/test_councils.py",
            "tests/commands/test_crosswalks.py",
            "tests/commands/test_rate.py",
            "tests/commands/test_reconcile.py",
            "tests/commands/test_regimes.py",
            "tests/commands/test_validate.py",
            "tests/commands/test_export.py",
        ),
        (
            "core/claims/wording.py",
            "core/comparison/inquiry.py",
            "core/councils/listing.py",
            "core/councils/resolution.py",
            "core/crosswalks/listing.py",
            "core/host/preparation.py",
            "core/host/validation.py",
            "core/positions/document.py",
            "core/profiles/description.py",
            "core/rules/document.py",
            "core/rules/ground.py",
            "core/rules/near_threshold.py",
        ),
    ),
    "It lays out a page that the tests of its command read": (
        (
            "tests/commands/test_bounds.py",
            "tests/commands/test_council.py",
            "tests/commands/test_crosswalks.py",
            "tests/commands/test_crosstab.py",
            "tests/commands/test_doctor.py",
            "tests/commands/test_map.py",
            "tests/commands/test_rate.py",
            "tests/commands/test_reconcile.py",
            "tests/commands/test_regimes.py",
            "tests/commands/test_statistics.py",
            "tests/commands/test_validate.py",
        ),
        (
            "render/bounds.py",
            "render/council.py",
            "render/crosswalk.py",
            "render/description.py",
            "render/doctor.py",
            "render/engines.py",
            "render/mapping.py",
            "render/plugins.py",
            "render/rate.py",
            "render/reconcile.py",
            "render/sensitivity.py",
            "render/statistics.py",
            "render/validation.py",
        ),
    ),
    "It lays out a part of a comparison's page, which golden files hold": (
        ("tests/render/test_text.py",),
        ("render/compared.py", "render/difference.py", "render/position.py", "render/sources.py"),
    ),
    "It draws a chart whose marks and bytes one file of tests reads": (
        ("tests/render/charts/test_charts.py",),
        (
            "render/charts/coverage.py",
            "render/charts/flow.py",
            "render/charts/heatmap.py",
            "render/charts/intervals.py",
            "render/charts/legend.py",
            "render/charts/lettering.py",
            "render/charts/page.py",
            "render/charts/tilemap.py",
            "render/charts/timeline.py",
        ),
    ),
    "The command line's grammar is tested with the mistakes that people make in it": (
        ("tests/test_cli.py",),
        ("commands/parser.py",),
    ),
    "It reads a table of any engine, and is held to what polars finds": (
        ("tests/core/engines/test_engines.py",),
        (
            "core/engines/document.py",
            "core/engines/faults.py",
            "core/engines/files.py",
            "core/engines/query.py",
            "core/engines/rated.py",
            "core/engines/side.py",
            "core/engines/tables.py",
            "core/engines/tabulation.py",
            "core/engines/totals.py",
            "core/engines/written_scale.py",
        ),
    ),
    "It reads or writes files, and is tested by what it refuses there": (
        ("tests/core/files/test_folder.py", "tests/test_cli.py"),
        ("core/files/atomic.py", "core/files/delimited.py", "core/files/faults.py", "core/files/provenance.py"),
    ),
    "It is a part of the model, and is tested where a folder is read into it": (
        ("tests/core/reading/test_reader.py", "tests/core/reading/test_descriptor.py"),
        ("core/model/judgement.py", "core/model/regime.py", "core/model/scale.py", "core/model/scales.py"),
    ),
    "It knows a council or its styles, and is tested by the names that it resolves": (
        ("tests/core/councils/test_lookup.py", "tests/core/councils/test_lineage.py"),
        ("core/councils/council.py", "core/councils/names.py"),
    ),
    "It guards against plugins, and is tested by plugins that do what it guards against": (
        ("tests/core/discovery/test_loading.py", "tests/core/discovery/test_contract.py"),
        ("core/discovery/causes.py", "core/discovery/child.py", "core/discovery/fieldtypes.py"),
    ),
    "It makes frames of a comparison, which are compared with its tables": (
        ("tests/core/comparison/test_crosstab.py", "tests/core/comparison/test_figures.py"),
        ("core/comparison/frames.py",),
    ),
    "It holds formulas, each tested by its public function against published values and other programs": (
        ("tests/core/statistics/test_statistics.py", "tests/core/statistics/test_polychoric_correlation.py"),
        (
            "core/statistics/agreement.py",
            "core/statistics/bivariate.py",
            "core/statistics/bounded.py",
            "core/statistics/catalogue.py",
            "core/statistics/change.py",
            "core/statistics/measured.py",
            "core/statistics/mobility.py",
            "core/statistics/resampling.py",
            "core/statistics/ridit.py",
            "core/statistics/table.py",
        ),
    ),
}

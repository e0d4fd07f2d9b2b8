"""The modules without a test file of their name, by what tests them instead and why; a test holds the list exact.

A new module gets a test file of its name. If it does not need one, it gets a line here; when it gets one after all, the
line goes. Each entry is a reason, the test files that do the work, and the modules.
"""

from __future__ import annotations

UNTESTED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    'It names things, and holds no logic': (('tests/test_house.py',), ('core/files/places.py', 'core/version.py', 'core/model/link.py', 'core/positions/rule_use.py')),
    'It starts the program, which is started so': (('tests/test_house.py',), ('__main__.py',)),
    'It is a part of a solver: any error in it makes bounds differ from those of all completions': (('tests/core/bounds/test_solver.py', 'tests/core/bounds/test_uniform.py', 'tests/core/bounds/search/test_branch_and_bound.py'), ('core/bounds/search/programs.py',)),
    'It is a part of bounding contrasts, held to all completions': (('tests/core/bounds/test_contrast.py',), ('core/bounds/between.py', 'core/bounds/contrast_ends.py', 'core/bounds/search/contrasts.py', 'core/bounds/search/searched_ends.py', 'core/bounds/two_groups.py')),
    'It is an assumption taken further, held to all completions that meet it': (('tests/core/bounds/test_assumptions.py',), ('core/bounds/breakdown.py',)),
    'It shows or lists contrasts, which is tested through the commands': (('tests/commands/test_contrasts.py',), ('core/comparison/between_groups.py', 'core/comparison/certainty.py', 'render/contrast.py')),
    'It looks into one kind of fact, of which the ranking is made': (('tests/core/bounds/test_value_of_information.py',), ('core/bounds/fact_kinds.py',)),
    'It is tested through the command that shows it': (('tests/commands/test_bounds.py', 'tests/commands/test_council.py', 'tests/commands/test_councils.py', 'tests/commands/test_crosswalks.py', 'tests/commands/test_rate.py', 'tests/commands/test_reconcile.py', 'tests/commands/test_regimes.py', 'tests/commands/test_validate.py', 'tests/commands/test_export.py'), ('core/comparison/inquiry.py', 'core/host/preparation.py', 'core/positions/document.py', 'core/profiles/description.py', 'core/rules/document.py')),
    'It lays out a page that the tests of its command read': (('tests/commands/test_bounds.py', 'tests/commands/test_council.py', 'tests/commands/test_crosswalks.py', 'tests/commands/test_crosstab.py', 'tests/commands/test_doctor.py', 'tests/commands/test_map.py', 'tests/commands/test_rate.py', 'tests/commands/test_reconcile.py', 'tests/commands/test_regimes.py', 'tests/commands/test_statistics.py', 'tests/commands/test_validate.py'), ('render/bounds.py', 'render/council.py', 'render/description.py', 'render/engines.py', 'render/sensitivity.py', 'render/validation.py')),
    "It lays out a part of a comparison's page, which golden files hold": (('tests/render/test_text.py',), ('render/compared.py', 'render/position.py', 'render/sources.py')),
}

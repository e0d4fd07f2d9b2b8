# Tasks of this repository: `just` lists them, `just test` runs one. They use the environment in .venv.

python := ".venv/bin/python"

# List the tasks.
default:
    @just --list

# Make the environment, with what tests, checks and documentation need.
setup:
    python3 -m venv .venv
    {{python}} -m pip install -q -e ".[dev,peers]"

# Run the tests, or some of them: `just test tests/core/bounds -k closed`.
test *options:
    {{python}} -m pytest {{options}}

# Run all tests, the slow ones too, with all their cases.
deep *options:
    HYPOTHESIS_PROFILE=deep {{python}} -m pytest -m "" {{options}}

# Check style, types and the order of the packages.
lint:
    {{python}} -m ruff check .
    {{python}} -m ruff format --check .
    bash .ci/types {{python}}
    .venv/bin/lint-imports

# Check that every example in the documentation gives what it shows.
examples:
    {{python}} docs/refresh.py --check

# Build the documentation as a site: build/docs/index.html opens it.
docs:
    {{python}} -m pip install -q -e ".[docs]"
    NO_MKDOCS_2_WARNING=1 {{python}} -m mkdocs build --strict --quiet -f docs/site/mkdocs.yml

# Measure start-up, and each benchmark (see benchmarks/README.md).
bench:
    {{python}} benchmarks/startup.py
    {{python}} benchmarks/ratios.py

# Renew golden outputs and documentation after a change of output; read the difference before committing it.
renew:
    CROSSREGIME_RENEW_GOLDEN=1 {{python}} -m pytest tests/render/test_text.py
    {{python}} docs/refresh.py
    git diff --stat README.md docs tests/golden

# Run all that continuous integration runs.
ci:
    bash .ci/run

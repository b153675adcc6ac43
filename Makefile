.DEFAULT_GOAL := help
.PHONY: help setup run test lint format bench fuzz screens manual-pictures check-office schema lock clean

# PYTHON names the interpreter the environment is made from; python3.11 where there is one, else python3.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/.ready
CODE := sgz_desktop tests tools $(wildcard benchmarks)

help:
	@echo "make run           set up .venv and open the program"
	@echo "make test          every check: format, lint, types, layers, tests with coverage"
	@echo "make lint          the checks without the tests"
	@echo "make format        rewrite the code in the project's format"
	@echo "make bench         the time budgets, as ratios of one run"
	@echo "make fuzz          spoilt workbooks through the import: COUNT=5000 of them, from SEED=0 on"
	@echo "make screens       pictures of the pages, light and dark"
	@echo "make manual-pictures  pictures of the manual, from the sample"
	@echo "make check-office  open an exported workbook and report with LibreOffice and PDF tools"
	@echo "make schema        write resources/schema from the definitions that read the file"
	@echo "make lock          resolve requirements.lock anew"
	@echo "make clean         remove what the other targets made"

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if v == (3, 11) else f"Python 3.11 is needed, {sys.executable} is {v[0]}.{v[1]}: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: setup
	$(BIN)/python -m sgz_desktop

test: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered
	$(BIN)/coverage report --include='sgz_desktop/domain/*,sgz_desktop/scoring/*' --skip-covered --fail-under=100

lint: setup
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/python -m tools.suppressions $(CODE)

format: setup
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

bench: setup
	$(BIN)/python -m benchmarks

COUNT ?= 5000
SEED ?= 0

fuzz: setup
	$(BIN)/python -m tests.intake.fuzz --count $(COUNT) --seed $(SEED)

screens: setup
	$(BIN)/python -m tools.screens

manual-pictures: setup
	$(BIN)/python -m tools.manual_pictures

check-office: setup
	tools/check_office.sh

schema: setup
	$(BIN)/python -m sgz_desktop.interchange.schema_file

lock:
	$(PYTHON) -m venv .lock-venv
	.lock-venv/bin/python -m pip install --disable-pip-version-check --quiet uv
	.lock-venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--extra dev --override tools/lock-overrides.txt --output-file requirements.lock pyproject.toml
	printf 'typst\nweasyprint\n' | .lock-venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--output-file requirements-bench.lock -
	rm -rf .lock-venv

clean:
	rm -rf .venv .lock-venv .coverage .coverage.* htmlcov build dist out
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

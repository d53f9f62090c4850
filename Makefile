# Everything a newcomer types. Needs Python 3.11 or later, make, and the network the first time.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
export PORT ?= 8000

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq --no-input install --progress-bar off
# Once and for all, also where the environment lets nobody keep what is compiled on the way: every
# start of a process would take seconds longer. A package may carry files that are no Python.
COMPILE := $(BIN)/python -m compileall -q -q -j 0 .venv/lib matcher models web || true
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard web/translations/*/LC_MESSAGES/*.po))
LOCK := $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-header --no-annotate --group build

.PHONY: help demo demo-reset run test lint bench screenshots lock translations
.DELETE_ON_ERROR:

help: ## Show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.ready $(CATALOGUES) ## Start the demo at http://127.0.0.1:8000 (PORT=… for another port)
	@exec $(BIN)/kajplats demo

demo-reset: .venv/.ready $(CATALOGUES) ## Forget what the demo holds and start it anew
	@exec $(BIN)/kajplats demo --reset

run: .venv/.ready $(CATALOGUES) ## Start the service with the settings of the environment
	@exec $(BIN)/kajplats run

test: .venv/.tested .venv/.compiled $(CATALOGUES) ## Run all tests, also in the browser and on PostgreSQL
	@$(BIN)/python -m tests.browser
	@exec $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

lint: .venv/.tested ## Check style, types, the rooms and the templates
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet web/templates

bench: .venv/.tested .venv/.compiled $(CATALOGUES) ## Measure the promises about time and load
	@exec $(BIN)/python -m tests.benchmarks

screenshots: .venv/.tested $(CATALOGUES) ## Draw every page into instance/screenshots, and say what axe finds wrong
	@$(BIN)/python -m tests.browser
	@exec $(BIN)/python -m tests.screenshots $(ARGS)

lock: .venv/.tested ## Choose newer versions of the dependencies and lock them by hash
	$(LOCK) --upgrade pyproject.toml --output-file requirements.txt
	$(LOCK) --upgrade --group dev --constraints requirements.txt pyproject.toml --output-file requirements-dev.txt

translations: .venv/.tested ## Take new words of the pages into the Swedish catalogue
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --no-location --sort-output \
		--output .venv/messages.pot .
	$(BIN)/pybabel --quiet update --input-file .venv/messages.pot --output-dir web/translations \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100

%.mo: %.po .venv/.ready
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

.venv/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This needs Python 3.11 or later.")'
	@echo "Creating .venv and installing the locked dependencies (about a minute the first time) …"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) --require-hashes --no-compile -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(COMPILE)
	@touch $@

.venv/.compiled: $(wildcard matcher/*.py) .venv/.ready
	@echo "Compiling the matcher (about a minute the first time) …"
	@$(BIN)/python -m matcher.warming
	@touch $@

.venv/.tested: requirements-dev.txt .venv/.ready
	@echo "Installing what the tests need (about a minute the first time) …"
	@$(PIP) --require-hashes --no-compile -r requirements-dev.txt
	@$(COMPILE)
	@touch $@

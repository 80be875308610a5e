# Needs Python 3.11 or newer and make; everything else is installed into .venv from the package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRAIN := $(VENV)/.train
BENCH := $(VENV)/.bench

.PHONY: help setup demo serve test lint bench gate docs train tools clean

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "sitrep needs Python 3.11 or newer; set PYTHON=python3.12 or similar" && exit 1)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[tables,geo,report,web]' --group dev
	@touch $(READY)

setup: $(READY) ## install everything into .venv

demo: $(READY) ## read the bundled reports, print the situation, write build/demo/report.html
	@mkdir -p build/demo
	@rm -f build/demo/record.db build/demo/record.db-wal build/demo/record.db-shm
	@$(BIN)/sitrep read examples/raqqa --db build/demo/record.db
	@$(BIN)/sitrep show --db build/demo/record.db
	@$(BIN)/sitrep report --db build/demo/record.db --out build/demo/report.html
	@printf '\nNext:\n  open build/demo/report.html\n  %s claims --kind figure --db build/demo/record.db\n  %s explain CLAIM --db build/demo/record.db   (CLAIM: the first characters of an id)\n  %s serve --db build/demo/record.db\n  %s read YOUR_FILES --db my.db\n' $(BIN)/sitrep $(BIN)/sitrep $(BIN)/sitrep $(BIN)/sitrep

serve: demo ## read the bundled reports and serve the page on http://127.0.0.1:8765
	@$(BIN)/sitrep serve --db build/demo/record.db

test: $(READY) ## the tests
	$(BIN)/python -m pytest -q

lint: $(READY) ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(BENCH): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	@touch $(BENCH)

bench: $(BENCH) ## measure on the corpora that SITREP_CORPORA names; writes docs/evaluation.md
	$(BIN)/python -m benchmarks

gate: $(BENCH) ## fail when a measured figure is below its floor
	$(BIN)/python -m benchmarks --gate

$(TRAIN): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@touch $(TRAIN)

train: $(TRAIN) ## train the engine from the corpora that SITREP_CORPORA names
	$(BIN)/python -m training

tools: ## what the tests marked needs_chromium use (Debian)
	command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium)
	command -v npm >/dev/null && npm --prefix islands ci --no-audit --no-fund || echo 'without npm the check by axe-core is left out'

clean: ## remove what was built
	rm -rf build dist islands/node_modules $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

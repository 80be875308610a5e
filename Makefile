# Needs Python 3.11 or newer and make; everything else is installed into .venv from the package registry. Where npm is there too,
# the page's map is built from npm packages; without it the page draws the map as SVG.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRAIN := $(VENV)/.train
BENCH := $(VENV)/.bench
ISLANDS := src/sitrep/web/static/islands
ISLANDS_FROM := $(wildcard islands/*.js islands/*.json islands/src/* islands/plugins/*)

.PHONY: help setup demo serve islands test lint bench gate docs train tools clean

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "sitrep needs Python 3.11 or newer; set PYTHON=python3.12 or similar" && exit 1)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[tables,geo,report,web]' --group dev
	@touch $(READY)

setup: $(READY) $(ISLANDS)/LICENSES.txt ## install everything into .venv

# Never fails: the page is whole without it.
$(ISLANDS)/LICENSES.txt: $(ISLANDS_FROM)
	@if ! command -v npm >/dev/null; then echo 'without npm the map stays SVG'; \
	elif npm --prefix islands ci --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=30000 && npm --prefix islands run build --silent >/dev/null; \
	then touch $@; else echo 'the map was not built and stays SVG (make islands tells why)'; fi

islands: ## build the page's map from npm packages
	npm --prefix islands ci --no-audit --no-fund
	npm --prefix islands run build

demo: $(READY) ## read the bundled reports, print the situation, write build/demo/report.html
	@mkdir -p build/demo
	@rm -f build/demo/record.db build/demo/record.db-wal build/demo/record.db-shm
	@$(BIN)/sitrep read examples/raqqa --db build/demo/record.db
	@$(BIN)/sitrep show --db build/demo/record.db
	@$(BIN)/sitrep report --db build/demo/record.db --out build/demo/report.html
	@printf '\nNext:\n  open build/demo/report.html\n  %s claims --kind figure --db build/demo/record.db\n  %s explain CLAIM --db build/demo/record.db   (CLAIM: the first characters of an id)\n  %s serve --db build/demo/record.db\n  %s read YOUR_FILES --db my.db\n' $(BIN)/sitrep $(BIN)/sitrep $(BIN)/sitrep $(BIN)/sitrep

serve: demo $(ISLANDS)/LICENSES.txt ## read the bundled reports and serve the page on http://127.0.0.1:8765
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
	rm -rf build dist islands/node_modules $(ISLANDS) $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Event Coder. `make` alone says what there is to do. Needs python3 (3.11 or later) and make, nothing else.

PYTHON ?= python3
INPUT  ?= data/sample.jsonl
OUTPUT ?= data/out
SCALE  ?= 1000 4000

VENV := .venv
BIN  := $(VENV)/bin
RUN  := $(VENV)/.installed
DEV  := $(VENV)/.installed-dev
PIP  := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help pipeline test lint audit bench codebook golden quality lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo '  make pipeline INPUT="a.jsonl b/" OUTPUT=out   codes anything else'

pipeline: $(RUN) ## code the sample (or INPUT) into Parquet (OUTPUT), only what is new
	$(BIN)/event-coder run --input $(INPUT) --output '$(OUTPUT)'

test: $(DEV) ## the whole test suite
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(DEV) ## style, types and import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: $(DEV) ## known vulnerabilities of the locked dependencies, where the network lets us ask
	$(BIN)/python -m tests.audit

bench: $(DEV) ## documents per second, stage by stage, and what archives of SCALE articles cost
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench --scale $(SCALE) --remembered

codebook: $(RUN) ## check the codebooks and run their examples
	$(BIN)/event-coder codebook check

golden: $(DEV) ## write the golden files anew; review the difference before you commit it
	$(BIN)/python -m tests.golden

quality: $(DEV) ## accuracy on labelled data: make quality EVAL=FOLDER
	$(BIN)/python -m tests.quality '$(EVAL)'

lock: $(DEV) ## pin the newest allowed versions, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-emit-index-url -o requirements.txt requirements.in
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-emit-index-url -c requirements.txt -o requirements-dev.txt requirements-dev.in

clean: ## remove the environment, the caches and the sample's output
	rm -rf $(VENV) data/out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: an environment is filled again only when its lock file, or the package's own description, has changed.

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) not found: install Python 3.11 or later, or say make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "Python 3.11 or later is needed, and $(PYTHON) is %d.%d: say make PYTHON=…" % v[:2])'
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps -e .
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

# Duban 督办. `make help` lists everything. Each target does its own set-up.
SHELL := /bin/sh
# the first Python that runs and is new enough; `make PYTHON=…` chooses another
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup setup-dev demo test check lint types bench understand-score lock clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.run ## prepare .venv with everything the service needs

setup-dev: $(VENV)/.dev ## prepare .venv with the test tools as well

demo: $(VENV)/.run ## the whole product on one page in a browser, no token needed
	$(BIN)/duban demo

test: $(VENV)/.dev ## all tests
	$(BIN)/python -m pytest

check: lint types test ## what CI runs

lint: $(VENV)/.dev ## format and lint, without changing anything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev ## static types
	$(BIN)/pyright

bench: $(VENV)/.dev ## figures beside their floors and peers
	$(BIN)/python -m benchmarks

understand-score: $(VENV)/.dev ## how well replies and documents are read: exact match, false done, F1
	$(BIN)/python -m tests.understand.score
	$(BIN)/python -m tests.drafting.scoring

lock: ## resolve the lock files again (needs uv)
	for set in run dev; do \
	  extra=$$( [ $$set = dev ] && echo "--extra dev" ); \
	  uv pip compile --generate-hashes --no-header --no-annotate --no-emit-index-url --universal -q \
	    $$extra pyproject.toml requirements/build.in -o requirements/$$set.txt; done

clean: ## remove what make built
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Duban needs Python 3.11 or newer, and found none"; exit 1; }
	@echo "preparing $(VENV) (about half a minute, once)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(VENV)/.run $@

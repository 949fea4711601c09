# The verbs of the project. `make run` and `make test` need nothing but Python 3.11 or newer, and make.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
# Tests at once. Many wait for a process of their own, so four are quicker on two cores than two.
JOBS ?= 4
# Some containers forbid Python to keep what it compiled; then each of many starts would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: help run test test-long quality bench bench-summary bench-ask bench-commands bench-discord lint types layers format lock wheel clean

help:            ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/run.stamp  ## prepare everything and run the bot
	@$(BIN)/python -m bot

test: lint types layers  ## all tests, linters, the type checker and the import contracts
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --durations=20 -m 'not long'

test-long: $(VENV)/dev.stamp  ## load, fuzz and kill loops, and new examples of what holds for any text
	$(BIN)/python -m pytest -m 'long or hypothesis' --hypothesis-profile=searching

quality: $(VENV)/dev.stamp  ## every figure on the annotated articles; DATA=DIR scores public sets as well
	@$(BIN)/python tests/quality/score.py tests/quality/gold --bot "$(BIN)/python -m bot"
ifdef DATA
	@$(BIN)/python tests/quality/public.py --data $(DATA) --bot "$(BIN)/python -m bot"
endif

bench: $(VENV)/dev.stamp  ## reading beside sumy, and the start, each beside a peer in the same run
	@$(BIN)/python -m benchmarks.bench_reading
	@$(BIN)/python -m benchmarks.bench_start

bench-summary: $(VENV)/dev.stamp  ## summaries beside the lead and sumy's methods; DATA=DIR scores public sets
	@$(BIN)/python -m benchmarks.bench_summary $(DATA)

bench-ask: $(VENV)/dev.stamp  ## answers beside BM25 over the same stems; DATA=DIR asks public sets as well
	@$(BIN)/python -m benchmarks.bench_ask $(DATA)

bench-commands: $(VENV)/dev.stamp  ## every command on three libraries, beside sumy's LexRank on the same texts
	@$(BIN)/python -m benchmarks.bench_commands

bench-discord: $(VENV)/dev.stamp  ## the bot under load: 50 servers, 200 people, a minute
	@$(BIN)/python -m benchmarks.bench_discord

lint: $(VENV)/dev.stamp  ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp  ## mypy, strict
	$(BIN)/mypy

layers: $(VENV)/dev.stamp  ## rooms import downwards only
	$(BIN)/lint-imports --no-cache

format: $(VENV)/dev.stamp  ## put the code into shape
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

wheel: $(VENV)/dev.stamp  ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" pyproject.toml

lock: $(VENV)/dev.stamp  ## bring both lock files up to date
	$(BIN)/$(COMPILE) --output-file requirements.txt
	$(BIN)/$(COMPILE) --group dev --output-file requirements-dev.txt

clean:           ## remove what was built here; the data folder stays
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say where it is with make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	@echo "Preparing $(VENV) (once, about a minute) …" >&2
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt | $(VENV)/bin/python
	@echo "Preparing $(VENV) for tests (once, about a minute) …" >&2
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

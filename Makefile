# The two commands that matter: `make demo` and `make test`. Each sets up what it needs.
VENV := .venv
PYTHON ?= python3
RUN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test test-full check bench bench-peers docs validate lock

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml tools/setup.sh
	@PYTHON=$(PYTHON) sh tools/setup.sh $(VENV)
	@touch $(STAMP)

demo: setup
	@$(RUN)/airtight demo

test: setup
	@$(RUN)/python -m pytest -q -m "not slow"

test-full: setup
	@$(RUN)/python -m pytest -q
	@AIRTIGHT_JIT=0 $(RUN)/python -m pytest -q -m "not slow" tests/numerics tests/earth tests/terrain tests/propagation tests/chain tests/authorities

check: setup
	@$(RUN)/ruff format --check --quiet .
	@$(RUN)/ruff check --quiet .
	@$(RUN)/mypy --no-error-summary
	@$(RUN)/lint-imports --no-cache | tail -n 3
	@echo "check: formats, lint, types and imports are in order"

bench: setup
	@$(RUN)/python bench/reference_raid.py

bench-peers: setup
	@$(RUN)/python bench/viewshed_peers.py

validate: setup
	@$(RUN)/airtight validate

docs: setup
	@echo "make $@: nothing stands behind this yet" >&2; exit 1

lock: setup
	@$(RUN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 --all-extras pyproject.toml -o requirements.lock

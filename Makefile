# Every target sets up what it needs in .venv; Python 3.11+, its venv module and make are enough.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test check lint types tables wheel-check bench golden clean

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $(READY)

demo: $(READY)            ## titled names in both scripts become people
	$(BIN)/python examples/demo.py

test: $(READY)            ## every test and doctest
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

tables: $(READY)          ## the shipped tables, checked as a contributor would
	$(BIN)/khnorm table check

wheel-check: $(READY)     ## the suite against the built and installed wheel, the source out of reach
	$(PYTHON) -m venv --clear .venv/wheel
	.venv/wheel/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	rm -rf .venv/dist && .venv/wheel/bin/python -m pip wheel --quiet --no-deps --wheel-dir .venv/dist .
	.venv/wheel/bin/python -m pip install --quiet .venv/dist/*.whl --group dev
	mkdir -p .venv/away && cd .venv/away && ../wheel/bin/python -m pytest -c ../../pyproject.toml --rootdir=../.. ../../tests -m "not packaging"

check: lint types tables test wheel-check   ## all that must hold before a commit

bench: $(READY)           ## accuracy and speed; rewrites the committed results
	$(BIN)/python -m benchmarks

golden: $(READY)          ## rewrites the golden files of the command line; look at the diff
	$(BIN)/python tests/golden.py

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Every target sets up what it needs in .venv; Python 3.11+, its venv module and make are enough.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
AWAY := .venv/away
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: demo test check lint types tables wheel-check bench spellings golden clean

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("khnorm needs Python 3.11 or later, for example: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up .venv, once: a minute or two"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install -qq --editable . --group dev
	@touch $(READY)

demo: $(READY)            ## titled names in both scripts become people
	@$(BIN)/python examples/demo.py

test: $(READY)            ## every test and doctest
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

tables: $(READY)          ## the shipped tables, checked as a contributor would
	$(BIN)/khnorm table check

# A folder with everything but the source, so that only the installed wheel can be what is tested.
wheel-check: $(READY)     ## the suite against the built and installed wheel
	rm -rf .venv/dist $(AWAY) && mkdir -p $(AWAY)
	$(BIN)/python -m pip wheel -qq --no-deps --no-build-isolation --wheel-dir .venv/dist .
	$(PYTHON) -m venv --clear .venv/wheel
	.venv/wheel/bin/python -m pip install -qq --upgrade "pip>=25.1"
	.venv/wheel/bin/python -m pip install -qq .venv/dist/*.whl --group dev
	cp -R tests benchmarks examples scripts data pyproject.toml *.md LICENSE Makefile $(AWAY)
	if [ -d docs ]; then cp -R docs $(AWAY); fi
	cd $(AWAY) && ../wheel/bin/python -c 'import khnorm; assert "site-packages" in khnorm.__file__, khnorm.__file__'
	cd $(AWAY) && ../wheel/bin/python -m pytest -p no:cacheprovider tests README.md --pyargs khnorm

check: lint types tables test wheel-check   ## all that must hold before a commit

bench: $(READY)           ## accuracy and speed; rewrites the committed results
	$(BIN)/python -m benchmarks

spellings: $(READY)       ## estimates the spellings of names anew: make spellings REFERENCE=dir
	$(BIN)/python scripts/estimate_spellings.py --reference $(REFERENCE)

golden: $(READY)          ## rewrites the golden files and what the pages print; look at the diff
	$(BIN)/python tests/golden.py
	$(BIN)/python tests/golden_lists.py

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

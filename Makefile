# Targets a stranger needs: install, demo, test, neo4j, check, bench. Everything lands in .venv/, .neo4j/ and clew-data/.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
SIZE ?= small
# Compiles once what Clew imports: where the environment forbids Python to keep bytecode, every start would compile all of it anew.
IMPORT_ALL := 'import pkgutil, resolution, service; [__import__(m.name) for r in (resolution, service) for m in pkgutil.walk_packages(r.__path__, r.__name__ + ".")]'

.PHONY: install demo test neo4j check bench clean
.DEFAULT_GOAL := install

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Clew needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --disable-pip-version-check --quiet --no-compile --requirement requirements.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -c $(IMPORT_ALL)
	touch $@

demo: install
	$(BIN)/clew demo

test: install
	$(BIN)/pytest

neo4j: install
	$(BIN)/python tests/neo4j_server.py

check: install
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest tests/test_imports.py

bench: install
	$(BIN)/python -m bench --size $(SIZE)

clean:
	rm -rf .venv .neo4j build dist *.egg-info

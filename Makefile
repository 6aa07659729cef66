# Purbeck. `make demo` and `make test` do all their own set-up on a fresh Debian machine.

SHELL := /bin/bash
VENV  := .venv
BIN   := $(VENV)/bin
DEMO  := examples/dorset-2018
OUT   := out/dorset-2018

# Where the publishers' files of the second demo are; they are not in this repository.
PURBECK_DATA ?= ../shared/data

.PHONY: demo demo-now serve test test-spark test-operation check lint fix bench gold lock clean

## demo: build the report of the Dorset demo in all its formats
demo: $(VENV)/.installed
	$(BIN)/purbeck build $(DEMO) --out $(OUT)

## demo-now: pull today's open data from PURBECK_DATA, and build the report of Dorset on it
demo-now: $(VENV)/.installed-dev
	$(BIN)/purbeck pull examples/dorset-now --data "$(PURBECK_DATA)"
	$(BIN)/purbeck validate examples/dorset-now
	$(BIN)/purbeck build examples/dorset-now --out out/dorset-now

## serve: the living scorecard with the Dorset demo, on this machine only
serve: $(VENV)/.installed-web
	PURBECK_WEB_DATA=out/web $(BIN)/python -m purbeck_web serve_demo

# What takes long has a target of its own, which .ci/run makes as well.
OPERATION := $(addprefix tests/web/,\
  test_all_on_postgresql.py test_killed.py test_backup.py test_upgrade.py)

## test: run the tests, after installing what they need; the longest files begin first
test: $(VENV)/.installed-dev
	@scripts/require.sh chromium initdb:postgresql
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder \
	  --ignore=tests/spark $(addprefix --ignore=,$(OPERATION))

## test-operation: kill workers and servers, take databases away, back up, restore and upgrade
test-operation: $(VENV)/.installed-dev
	@scripts/require.sh chromium initdb:postgresql
	$(BIN)/python -m pytest -n auto --dist loadfile $(OPERATION)

## test-spark: run the tests that need Apache Spark, which is large, and Java
test-spark: $(VENV)/.installed-dev requirements-spark.lock
	@scripts/require.sh java:default-jre-headless
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	$(BIN)/python -m pytest tests/spark

## lint: everything that `check` looks at besides the tests; changes nothing
lint: $(VENV)/.installed-dev
	@scripts/lint.sh $(BIN)

## check: lint and test; changes nothing
check:
	@failed=0; $(MAKE) --no-print-directory lint || failed=1; \
	$(MAKE) --no-print-directory test || failed=1; exit $$failed

## fix: mend what can be mended by machine, and write the generated pages again
fix: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix src tests benchmarks scripts
	$(BIN)/ruff format src tests benchmarks scripts
	$(BIN)/python scripts/make_reference.py
	$(BIN)/python scripts/make_rulebook.py

## bench: print how fast it is, as ratios measured side by side
bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/charts.py
	$(BIN)/python benchmarks/report.py
	$(BIN)/python benchmarks/trend_simulation.py

## gold: hold the answers of other software against ours, and count those passed
gold: $(VENV)/.installed-dev
	@PURBECK_SHARED="$${PURBECK_SHARED:-../shared}" $(BIN)/python scripts/gold.py --check docs/assurance.md

## lock: work the pinned versions out again
lock: $(VENV)/.installed-dev
	@scripts/lock.sh

clean:
	rm -rf $(VENV) out build

$(VENV)/bin/python:
	@scripts/make_venv.sh $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-web: requirements-web.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-web.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Two commands matter: `make run` and `make test`. Everything they need is installed by this file.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
ARGS ?=
BIN := .venv/bin

.PHONY: run test check fix journeys screens bench faults reset build lock types install clean

run: .venv/.run pwa/dist/.built  ## Start the demo; Ctrl-C stops it. OIDC=1 starts a stand-in for NHS login and a staff provider beside it
	@PORT=$(PORT) $(BIN)/waymark run $(if $(OIDC),--oidc)

test: .venv/.dev pwa/dist/.built  ## Everything that must hold. ARGS='…' runs only pytest with these arguments
	@PYTHON=$(BIN)/python scripts/test.sh $(ARGS)

check: .venv/.dev pwa/node_modules/.installed  ## Fast: lint, types, house rules
	@scripts/check.sh

fix: .venv/.dev pwa/node_modules/.installed types  ## Mend what can be mended by machine, and draw generated files anew
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	cd pwa && npm run --silent fix
	$(BIN)/python -m scripts.draw_tables

journeys: .venv/.dev pwa/dist/.built  ## The stories in a real browser
	@scripts/browser.sh && $(BIN)/pytest tests/journeys $(ARGS)

screens: .venv/.dev pwa/dist/.built  ## Pictures of every page, for looking at: see screens/
	@scripts/browser.sh && $(BIN)/python -m tests.journeys.screens

bench: .venv/.dev pwa/dist/.built  ## Figures beside the bars, side by side in one run
	@$(BIN)/python -m tests.bench

faults: .venv/.dev pwa/dist/.built  ## Everything fails for some minutes; is anything lost? SEED=… plays one again, SECONDS=… lives longer or shorter
	@$(BIN)/python -m tests.faults $(if $(SEED),--seed $(SEED)) $(if $(SECONDS),--seconds $(SECONDS)) $(ARGS)

types: .venv/.dev pwa/node_modules/.installed  ## docs/openapi.json and the PWA's types from it
	$(BIN)/waymark openapi > docs/openapi.json
	cd pwa && npm run --silent types

reset:  ## Clear the demo's data
	@rm -rf .waymark

build: pwa/dist/.built

lock: .venv/.dev  ## Resolve the Python dependencies anew, with hashes and without addresses
	$(BIN)/pip install --quiet uv
	for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header $$name.in -o $$name.lock; done

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.run: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m scripts.install_command
	@touch $@

.venv/.dev: .venv/bin/python requirements-dev.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m scripts.install_command
	@touch $@ .venv/.run

pwa/node_modules/.installed: pwa/package-lock.json
	cd pwa && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

PWA_SOURCES := $(shell find pwa/src pwa/build pwa/public -type f 2>/dev/null) $(wildcard pwa/*.ts pwa/*.json pwa/index.html)

pwa/dist/.built: pwa/node_modules/.installed $(PWA_SOURCES)
	cd pwa && npm run --silent build
	@touch $@

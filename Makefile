# The two commands of the README are `make demo` and `make test`; each sets everything up on a fresh machine.
PYTHON ?= python3
export PYTHON
RUN := .venv/bin
LOCK := uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help demo test setup dev run check lint types bench shots fmt lock fonts installer

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

demo: setup ## the whole job on sample data, left in build/demo; with a screen the window opens on it
	$(RUN)/fieldaudit demo --out build/demo

test: check ## format, lint, import rules, types, all tests
	QT_QPA_PLATFORM=offscreen $(RUN)/python -m pytest

setup: .venv/.runtime ## only the set-up: afterwards .venv/bin/fieldaudit works
dev: .venv/.dev ## the set-up for changing the program

.venv/.runtime: requirements/runtime.txt pyproject.toml tools/setup.sh
	tools/setup.sh runtime
.venv/.dev: requirements/dev.txt pyproject.toml tools/setup.sh
	tools/setup.sh dev

run: setup ## the window
	$(RUN)/fieldaudit

check: lint types ## format, lint, import rules, types

lint: dev ## format, lint and import rules
	$(RUN)/ruff format --check --quiet || { echo "Run: make fmt"; exit 1; }
	$(RUN)/ruff check --quiet
	$(RUN)/lint-imports --no-logo

types: dev ## mypy, for this system and for Windows
	$(RUN)/mypy
	$(RUN)/mypy --platform win32 --cache-dir .mypy_cache/win32

fmt: dev ## put the source into its one format
	$(RUN)/ruff format --quiet
	$(RUN)/ruff check --fix --quiet

bench: dev ## every figure as a ratio, in one table and in build/bench
	$(RUN)/python -m tests.benchmarks

shots: dev ## pictures of every page, light and dark, in build/shots
	QT_QPA_PLATFORM=offscreen $(RUN)/python -m tests.shots build/shots

lock: dev ## the locked requirements anew from pyproject.toml
	$(RUN)/$(LOCK) --upgrade pyproject.toml requirements/build.in -o requirements/runtime.txt
	$(RUN)/$(LOCK) --upgrade pyproject.toml requirements/build.in --group dev -c requirements/runtime.txt -o requirements/dev.txt

fonts: dev ## resources/fonts anew from the published fonts (needs npm and apt)
	$(RUN)/python tools/make_fonts.py
	$(RUN)/python tools/make_rare_fonts.py

installer: dev ## the program as one folder that needs no Python, in dist/fieldaudit
	$(RUN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/installer build_installer.spec

# make audit   the main job on an example, with a recorded web: nothing is sent
# make test    every test
# make check   style, types, import contracts
# make bench   measured comparisons with peers (ARGS="links" runs one)
# make docs    write the reference pages that follow from the code
# make lock    resolve the lock files again
#
# Each sets up what it needs in .venv; nothing has to be installed by hand.

PYTHON ?= python3
BIN := .venv/bin
DOC ?=
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header \
  --no-emit-index-url --python-version 3.11

.PHONY: audit test check bench docs lock clean

EXAMPLES := examples/article.md examples/chapter.txt examples/newsletter.txt
REPORTS := -o html:out/report.html -o json:out/report.json --fail-on none

audit: .venv/.run
	@mkdir -p out
ifeq ($(strip $(DOC)),)
	@$(BIN)/verifier audit $(EXAMPLES) --replay examples/web.warc.gz \
	  --config examples/verifier.toml --db sqlite:///out/examples.sqlite $(REPORTS)
else
	@$(BIN)/verifier audit "$(DOC)" --db sqlite:///out/audit.sqlite $(REPORTS)
endif
	@echo "The whole report is in out/report.html"

test: .venv/.dev .venv-pywb/.ready
	$(BIN)/python -m pytest -n 2 $(ARGS)

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/.dev
	$(BIN)/python docs/generate.py

bench: .venv/.dev
	$(BIN)/python -m bench $(ARGS)

lock: .venv/.dev
	$(BIN)/pip install --quiet uv
	$(UV_COMPILE) --extra pdf --extra documents --extra scholarly --group build pyproject.toml -o requirements.lock
	$(UV_COMPILE) --all-extras --group test --group check --group bench --group build pyproject.toml -o requirements-dev.lock
	$(UV_COMPILE) --group archive -o requirements-pywb.lock

.venv/bin/python:
	sh .ci/venv $(PYTHON) .venv

.venv/.run: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/bin/python requirements-dev.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# pywb, the web archive that the tests talk to, pins old libraries: an environment of its own.
.venv-pywb/.ready: requirements-pywb.lock
	sh .ci/venv $(PYTHON) .venv-pywb
	.venv-pywb/bin/python -m pip install --quiet --require-hashes -r requirements-pywb.lock
	@touch $@

clean:
	rm -rf .venv .venv-pywb .mypy_cache .ruff_cache .pytest_cache .hypothesis out

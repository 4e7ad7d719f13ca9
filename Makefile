# Relais: `make run` tries it, `make test` proves it. Both install what they need into .venv.

PYTHON ?= python3
PY := .venv/bin/python
SERVICES := $(PY) -m helpdesk.services
# Tools that read the settings want the URLs, and never connect.
NOWHERE := env DATABASE_URL=postgresql:///nowhere REDIS_URL=redis://nowhere
COMPILE := $(PY) -m uv pip compile pyproject.toml --quiet --upgrade --generate-hashes \
	--no-emit-index-url --python-version 3.11 --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test test-long bench lint format lock clean install install-dev

help: ## show what there is
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: install ## start Relais with its demo on HOST:PORT (127.0.0.1:8000)
	@exec $(PY) -m helpdesk.run

test: lint ## lint, types, contracts, all tests, browser tests
	@$(PY) tests/debian.py
	$(SERVICES) --ephemeral $(PY) -m pytest -n 2 --dist worksteal --ignore=tests/browser
	$(SERVICES) --ephemeral $(PY) -m pytest tests/browser

test-long: install-dev ## the longer proofs, before a release
	$(SERVICES) --ephemeral $(PY) -m pytest -n 2 --ignore=tests/browser -m long
	$(PY) -m tests.mutations

bench: install-dev ## measure the speed of the main pages and write docs/performance.md
	$(SERVICES) --ephemeral $(PY) -m tests.benchmarks

lint: install-dev ## style, types, contracts
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m djlint --quiet --lint --check templates
	$(NOWHERE) $(PY) -m mypy
	.venv/bin/lint-imports --no-logo

format: install-dev ## write code and templates in the house style
	$(PY) -m ruff check --fix
	$(PY) -m ruff format
	$(PY) -m djlint --quiet --reformat templates

lock: install-dev ## choose the newest versions that pyproject.toml allows
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean: ## remove what was installed and remembered; the data in var/ stays
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

install: .venv/installed
install-dev: .venv/installed-dev

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "relais: $(PYTHON) must be Python 3.11 or newer" >&2; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/installed: requirements.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/installed-dev: requirements-dev.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

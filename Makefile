# `make demo` and `make test` need nothing but Python 3.11+ and the package registries.
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= demo
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" -q

.PHONY: demo test run lint bench screenshots dictionary lock clean

demo: $(VENV)/.run dictionary  ## the main job on the bundled article
	$(BIN)/qari demo --out $(OUT)

run: $(VENV)/.run dictionary  ## the window
	$(BIN)/qari

test: $(VENV)/.dev dictionary  ## lint, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

bench: $(VENV)/.dev dictionary  ## speed and memory, as ratios
	$(BIN)/python tests/bench $(ARGS)

screenshots: $(VENV)/.run dictionary  ## the pictures of the README
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots.py

dictionary: | $(VENV)/.run
	@$(BIN)/qari data verify dictionary -q 2>/dev/null || $(BIN)/qari data install dictionary

lock:  ## needs uv
	$(LOCK) -o packaging/requirements.lock
	$(LOCK) --group dev -o packaging/requirements-dev.lock

$(VENV)/.run: packaging/requirements.lock pyproject.toml packaging/setup.sh
	@packaging/setup.sh $(VENV) run
	@touch $@

$(VENV)/.dev: packaging/requirements-dev.lock pyproject.toml packaging/setup.sh
	@packaging/setup.sh $(VENV) dev
	@touch $(VENV)/.run $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build

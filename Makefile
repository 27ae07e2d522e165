# Two commands matter: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/sh
BIN := .venv/bin
OUT ?= out
HEADLESS := QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
# Every test starts programs: they are to be compiled once, whatever the surroundings say.
export PYTHONDONTWRITEBYTECODE :=
CHECKS := format lint stairs types events faults catalogue qml words

.DEFAULT_GOAL := help
.PHONY: help setup peers browser proxy run test test-slow check $(CHECKS:%=check-%) bench bench-peers chaos fuzz gallery package fresh-machine lock translations

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: ## make .venv and install what is missing
	@sh resources/deploy/setup.sh

run: setup ## show the terminal with simulated devices and the embedded centre (no display: run the demo)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/kiosk run --simulate --windowed; \
	else $(BIN)/kiosk demo --station self_service --out $(OUT)/demo && echo "pictures: $(OUT)/demo/self_service/screens"; fi

peers: ## install the public npm peers of the tests (without npm those tests are skipped)
	@sh resources/deploy/peers.sh tests/peers

browser: ## install the browser of the tests of the web office (without it they are skipped)
	@sh resources/deploy/setup.sh chromium chromium-driver

proxy: setup ## fetch the reverse proxy of the tests of several centres (without it they are skipped)
	@sh resources/deploy/proxy.sh .venv/nginx

# In memory where there are 4 GB of it to spare: the tests would spend their time waiting for a disk that none of them
# takes away. Nothing is left there. The database server of some runs as another user and has to pass through.
MEMORY := $(shell test "$$(df -Pk /dev/shm 2>/dev/null | awk 'NR==2 {print $$4}')" -gt 4194304 2>/dev/null && echo /dev/shm/t.XXXX)
RETAINED := -o tmp_path_retention_policy=failed -o tmp_path_retention_count=1

# A worker that dies ends the run: the scheduler of groups would wait for its work for ever (pytest-xdist 1323, 1327).
# What hangs below the interpreter, where no limit of a test reaches it, dies with every thread's stack told.
ENDING := --max-worker-restart 0 -o faulthandler_timeout=660 -o faulthandler_exit_on_timeout=true

test: setup peers browser proxy ## run all tests
	@here=$$(mktemp -d $(MEMORY)) && chmod 711 "$$here" && trap 'rm -rf "$$here"' EXIT INT TERM && \
	{ LAST_STACKS="$$here" TMPDIR="$$here" $(BIN)/python -m pytest -q -n 4 --dist loadgroup $(ENDING) $(RETAINED) || \
	{ code=$$?; cat "$$here"/*.stacks; exit $$code; }; }

test-slow: setup ## the long forms of tests whose short forms run in `make test`
	@$(BIN)/python -m pytest -q -m slow

check: setup ## format, lint, stairs, types, audit events, device faults, catalogue, QML lint, translations: all of them, two at a time
	@$(MAKE) --no-print-directory --keep-going --output-sync --jobs 2 $(CHECKS:%=check-%)

check-format:
	@$(BIN)/ruff format --quiet --check .
check-lint:
	@$(BIN)/ruff check --quiet .
check-stairs:
	@found=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$found"; false; }
check-types:
	@$(BIN)/mypy
check-events:
	@$(BIN)/python -m app.audit check
check-faults:
	@$(BIN)/python -m hardware check
check-catalogue:
	@$(BIN)/kiosk catalogue validate
	@$(BIN)/kiosk rules validate
check-qml:
	@sh resources/deploy/check-qml.sh
check-words:
	@sh resources/deploy/check-translations.sh

bench: setup ## measure ratios side by side in one run, as JSON
	@$(HEADLESS) $(BIN)/python -m tests.bench

bench-peers: setup peers ## the same beside PouchDB, Kinto and the public tus server, which it installs; rounds interleaved
	@sh resources/deploy/bench-peers.sh
	@$(BIN)/python -m tests.bench sync upload_through_cuts

SEED ?= 1
RUNS ?= 1000
chaos: setup ## submit, sync and print under kill -9 and a bad line, judged, as JSON: make chaos SEED=1 RUNS=1000
	@$(BIN)/python -m tests.chaos --seed "$(SEED)" --runs "$(RUNS)"

fuzz: setup ## a million strings into every decoder of bytes from outside, as JSON (most of an hour)
	@$(BIN)/python -m tests.bench fuzz

gallery: setup ## render every screen in every state to OUT/gallery
	@$(HEADLESS) $(BIN)/python -m tests.qml.gallery $(OUT)/gallery

package: ## build the one-folder program in dist and run its demo
	@OUT=$(OUT) sh resources/deploy/package.sh

fresh-machine: ## prove `make test` in an empty Debian 12 (needs root and debootstrap)
	@sh resources/deploy/fresh-machine.sh

lock: ## pin every version again, with hashes, naming no package host (needs pip-tools)
	@cd resources/deploy && pip-compile -q --upgrade --allow-unsafe --generate-hashes --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-options -o requirements.lock requirements-dev.in

translations: setup ## collect new texts of screens and view-models
	@$(BIN)/pyside6-lupdate -silent -noobsolete -locations none $$(git ls-files '*.qml' 'app/viewmodels/*.py') -ts resources/i18n/kiosk_en.ts

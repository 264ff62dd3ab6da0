# Two commands for everybody: `make run` (a living demo community) and `make test`.
# Everything is installed into .venv beside this file; nothing else is touched
# but, for the tests, Debian's own Chromium and PostgreSQL where that is allowed.

PORT ?= 8000
DATA ?= data
BIN  := .venv/bin

run: install  ## install, fill a demo community, serve it on 127.0.0.1
	@exec $(BIN)/leeward serve --demo --bind 127.0.0.1:$(PORT) --data "$(DATA)"

install: .venv/run.done  ## install, or bring up to date: compiled, since a service may not write it here
	@$(BIN)/python -m compileall -qq leeward

test: .venv/test.done  ## every test, on SQLite and on PostgreSQL, in a real browser
	@scripts/test

check: .venv/test.done  ## format, lint, types, import directions, templates, house rules
	@scripts/check

durability: .venv/test.done  ## prove in a real browser that not a word is lost and nothing posted twice (10 minutes)
	@$(BIN)/python -m tests.durability

format: .venv/test.done  ## put the code into its one shape
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: .venv/run.done  ## print what pages cost, as ratios measured in one run
	@$(BIN)/leeward bench

residue: .venv/test.done  ## walk a real browser, then search every byte of its profile for what was read
	@$(BIN)/python -m tests.residue

backup-drill: .venv/test.done  ## back up 100,000 posts under load, put them back, compare (some minutes)
	@d=$$(mktemp -d) && trap 'rm -rf "$$d"' EXIT && $(BIN)/python -m tests.backups.drill "$$d"

scaling-drill: .venv/test.done  ## two application machines, a primary, a replica, a pooler: each falls under load (2 minutes)
	@$(BIN)/python -m tests.scaling.drill

load-drill: .venv/test.done  ## eight clients for ten minutes, undisturbed and with processes killed; is every word there?
	@d=$$(mktemp -d) && trap 'rm -rf "$$d"' EXIT && $(BIN)/python -m tests.load.drill "$$d" $(ARGS) \
	  && $(BIN)/python -m tests.load.drill "$$d" --kill $(ARGS)

lock: .venv/run.done  ## pin what requirements/*.in ask for, with hashes
	@for kind in run test; do $(BIN)/uv pip compile --universal --generate-hashes --no-header \
	  --python-version 3.11 --quiet --upgrade requirements/$$kind.in -o requirements/$$kind.txt; done

clean:  ## take away what was installed (the data folder stays)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache

.venv/run.done: requirements/run.txt pyproject.toml scripts/prepare
	@scripts/prepare run

.venv/test.done: requirements/test.txt pyproject.toml scripts/prepare
	@scripts/prepare test

.PHONY: install scaling-drill load-drill backup-drill residue run test durability check format bench lock clean

# Two commands to begin with: `make run` to try Starling, `make test` to check it. `make help` lists the rest.

PORT ?= 3000
FRESH ?=
LOCALE ?=
FEATURE ?=
WORKERS ?= 2
SETTINGS ?=
BENCH ?=
MINUTES ?= 10
CHAOS ?=
PYTHON ?=
DATA ?= ../shared/data

.DEFAULT_GOAL := help
.PHONY: help setup run lint check test test-under-load attack bench chaos fuzz sbom audit images format schema docs example danger fonts lock clean
MAKEFLAGS += --no-print-directory
# Set in many container images; every start would compile all of the project and its libraries anew.
unexport PYTHONDONTWRITEBYTECODE

bin := .venv/bin

help:
	@echo 'make run            set up and start the playground: http://127.0.0.1:$(PORT)  (PORT=3000, FRESH=1 starts afresh, LOCALE=es-LA in Spanish)'
	@echo 'make setup          make .venv from requirements.lock, with .venv/bin/starling in it'
	@echo 'make check          the quick gate: format, lint, types, layers, and the tests without browser and PostgreSQL'
	@echo 'make check FEATURE=rate  the same with the tests of one feature only: seconds'
	@echo 'make test           the whole gate, with Chromium and PostgreSQL  (WORKERS=2 test processes)'
	@echo 'make test-under-load  the whole gate, then stories and core three times, while 16 busy loops run beside: takes hours  (WORKERS=8)'
	@echo 'make attack         attack copies of the database without its key, on recorded conversations too  (SETTINGS=small: one of them)'
	@echo 'make bench          clicks offered at a steady rate from outside, on both databases: some 15 minutes  (BENCH=--short: 4)'
	@echo 'make chaos          kills, the database away, a full disk and a slow Slack under load: some 8 minutes'
	@echo 'make fuzz           nonsense at every entrance for MINUTES=10: no 500, no hang, no effect without a signature'
	@echo 'make sbom           what a server runs on, as CycloneDX: build/sbom.json; make audit looks for known holes in it (needs the internet)'
	@echo 'make images         play the whole story in Chromium and keep its pictures in docs/images'
	@echo 'make format         format the code and mend what ruff can mend'
	@echo 'make schema         write the migration to the schema of storage/models.py again; those of builds given out stay'
	@echo 'make docs           write the generated parts of docs/architecture.md and docs/commands.md again'
	@echo 'make example        compute the themes and vectors of the playground'"'"'s example again, which are shipped as data'
	@echo 'make danger         train the classifier of signs of danger again, which is shipped as data  (DATA=../shared/data)'
	@echo 'make fonts          cut the fonts of the charts from Noto Sans again, with the width of each character'
	@echo 'make lock           choose the newest libraries that pyproject.toml allows, and write requirements.lock'
	@echo 'make clean          remove .venv and all caches; the data in var/ stays'

setup:
	@PYTHON='$(PYTHON)' sh .ci/setup

# exec: Ctrl-C and kill reach starling itself, which then ends with 0, so make has nothing to complain about.
run: setup
	@exec $(bin)/starling playground --port $(PORT) $(if $(filter-out 0 no,$(FRESH)),--fresh) $(if $(LOCALE),--locale $(LOCALE))

lint: setup
	$(bin)/ruff format --check
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/lint-imports

check: lint
ifeq ($(FEATURE),)
	$(bin)/pytest -n $(WORKERS) --dist worksteal -m 'not browser and not postgres and not slow' </dev/null
else
	@tests=$$($(bin)/python tests/of_feature.py '$(FEATURE)') && \
	$(bin)/pytest -m 'not browser and not postgres and not slow' $$tests </dev/null
endif

test: setup
	@$(bin)/python tests/chromium.py --install
	@$(MAKE) lint
	$(bin)/pytest -n $(WORKERS) --dist worksteal --complete </dev/null

test-under-load: setup
	@$(bin)/python tests/under_load.py $(if $(filter-out file,$(origin WORKERS)),--workers $(WORKERS))

attack: setup
	$(bin)/python -m tests.attack.run $(SETTINGS)

bench: setup
	$(bin)/python -m benchmarks.load $(BENCH)

chaos: setup
	$(bin)/python -m tests.chaos.run $(CHAOS)

fuzz: setup
	$(bin)/python -m tests.fuzz.run --minutes $(MINUTES)

# Both are of what an image or a server holds, not of what checks it.
build/serve.lock: requirements.lock pyproject.toml
	@mkdir -p build
	python3 deploy/serve_lock.py fast pdf >build/serve.lock

sbom: setup build/serve.lock
	$(bin)/uv run --no-project --with cyclonedx-bom==7.5.0 -q cyclonedx-py requirements build/serve.lock --pyproject pyproject.toml --mc-type application -o build/sbom.json
	@echo 'build/sbom.json is written'

audit: setup build/serve.lock
	$(bin)/uv run --no-project --with pip-audit==2.10.1 -q pip-audit --strict --require-hashes --disable-pip -r build/serve.lock

images: setup
	$(bin)/pytest tests/browser/test_story.py --images docs/images </dev/null
	$(bin)/pytest tests/results/test_in_browser.py -k pictures --images docs/images </dev/null

format: setup
	$(bin)/ruff format
	$(bin)/ruff check --fix

schema: setup
	$(bin)/python -m storage.migrations.write_next
	$(bin)/ruff format -q storage/migrations

docs: setup
	$(bin)/python -m tests.architecture
	$(bin)/python -m tests.commands_page
	$(bin)/python -m tests.data_page

example: setup
	$(bin)/python -m bot.playground.example.prepare

danger: setup
	$(bin)/python benchmarks/screening_meaning.py '$(DATA)' --write

fonts: setup
	$(bin)/uv run --no-project --with fonttools==4.68.0 --with fontpkg-noto-sans==2.15 --with fontpkg-noto-sans-arabic==2.12 --with justmytype-intl-rtl==0.1.0 -q python bot/charts/fonts/build.py

lock: setup
	$(bin)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --upgrade --extra dev --extra fast --extra vectors --extra pdf --extra mood -q pyproject.toml -o requirements.lock
	@$(MAKE) setup

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist *.egg-info
	find bot storage tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

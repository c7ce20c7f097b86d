# Four words for a newcomer: install, demo, test, lint. Everything happens inside .venv and build/.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.PHONY: install demo test lint bench docs vocab train train-spans clean

.venv/installed: pyproject.toml uv.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "diplograph needs Python 3.11 or later; name one with: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv sync --quiet --frozen --inexact
	touch .venv/installed

install: .venv/installed

demo: install
	rm -rf build/demo
	$(BIN)/diplograph build seeds --into build/demo/kg
	$(BIN)/diplograph query build/demo/kg who-met-whom
	$(BIN)/diplograph view build/demo/kg -o build/demo/network.html
	@echo 'The network is in build/demo/network.html: open it in a browser.'

test: install lint
	bash tests/system_packages.sh
	UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv sync --quiet --frozen --inexact --extra spark
	$(BIN)/pytest -n 2 --dist loadfile

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install
	$(BIN)/python -m tests.bench

docs: install
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo 'The documentation is in build/site: open build/site/index.html in a browser.'

vocab: install
	$(BIN)/python -m diplograph.vocabulary

train: install
	test -d '$(CORPORA)' || { echo 'say where the corpora are: make train CORPORA=folder'; exit 2; }
	UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv sync --quiet --frozen --inexact --extra train
	$(BIN)/python -m diplograph.language.training '$(CORPORA)' --out graph/diplograph/language/model

train-spans: install
	test -d '$(POLNEAR)' || { echo 'say where PolNeAR is: make train-spans POLNEAR=folder'; exit 2; }
	UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv sync --quiet --frozen --inexact --extra train
	$(BIN)/python -m diplograph.extraction.spans.training '$(POLNEAR)' --out graph/diplograph/extraction/spans/model

clean:
	rm -rf build .venv

# make run   talk to the bot: in Telegram with TELEGRAM_BOT_TOKEN set, else here in the terminal
# make test  linters, types, layers and all tests
# make check  the same without the tests that load a model, start a process or search a cluster, for while you work
# make test-thorough  all tests, with twenty times the examples of each property
# make pictures  the README's pictures, drawn from what the bot says
# make test-cluster URL=http://127.0.0.1:6333  the same answers from a running Qdrant; its key in INDEX_STORE_API_KEY
# make bench DATA=FOLDER  the benchmarks, over folders of articles and questions; see tests/bench/README.md

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check test-thorough lint ruff types layers tests quick-tests thorough-tests tests-apart test-cluster bench bench-bot pictures clean

run: $(VENV)/installed
	@$(BIN)/python -m index build
	@$(BIN)/python -m bot

# A file of tests goes to one process, which makes its fixtures once; types are checked meanwhile. What imports PyTorch or
# the client of Qdrant, which takes seconds, is in one process only, which also begins with the export of the models.
APART := tests/index/models/test_onnx_embedder.py tests/index/models/test_embedder.py tests/index/models/test_span_model.py \
	tests/index/training tests/index/cluster tests/test_cluster_end_to_end.py
PYTEST := $(BIN)/python -m pytest
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder $(APART:%=--ignore %)

# Tests start Python over and over: what is compiled is kept, also where the environment says not to.
export PYTHONDONTWRITEBYTECODE :=

test: $(VENV)/installed-dev
	@$(MAKE) --no-print-directory --jobs 3 tests-apart tests lint

check: $(VENV)/installed-dev
	@$(MAKE) --no-print-directory --jobs 2 quick-tests lint

test-thorough: $(VENV)/installed-dev
	@$(MAKE) --no-print-directory --jobs 3 tests-apart thorough-tests lint

lint: ruff types layers

ruff: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

layers: $(VENV)/installed-dev
	$(BIN)/lint-imports

tests: $(VENV)/installed-dev
	$(PYTEST) $(PARALLEL)

quick-tests: $(VENV)/installed-dev
	$(PYTEST) $(PARALLEL) -m "not models and not processes"

thorough-tests: $(VENV)/installed-dev
	$(PYTEST) $(PARALLEL) --hypothesis-profile thorough

tests-apart: $(VENV)/installed-dev
	$(PYTEST) $(APART)

test-cluster: $(VENV)/installed-dev
	@test -n "$(URL)" || { echo "name a running Qdrant: make test-cluster URL=http://127.0.0.1:6333" >&2; exit 2; }
	QDRANT_URL=$(URL) $(PYTEST) tests/index/cluster/test_parity.py -k server

$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV); the first time takes some minutes." >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON to one" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "no venv; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

bench: $(VENV)/installed-dev
	@test -n "$(DATA)" || { echo "name the folder of articles and questions: make bench DATA=FOLDER" >&2; exit 2; }
	$(BIN)/python -m tests.bench.bench_answers
	$(BIN)/python -m tests.bench.bench_conflicts
	$(BIN)/python -m tests.bench.bench_retrieval $(DATA) $(if $(WORK),--cache $(WORK)/vectors)
	$(BIN)/python -m tests.bench.bench_embedding $(DATA)/multihop_rag/articles.jsonl.gz
	$(BIN)/python -m tests.bench.bench_keywords $(DATA)
	$(BIN)/python -m tests.bench.bench_vectors $(DATA) $(if $(WORK),--cache $(WORK)/vectors)
	$(BIN)/python -m tests.bench.bench_copies $(DATA)/multihop_rag/articles.jsonl.gz
	$(BIN)/python -m tests.bench.bench_growth $(DATA) $(if $(WORK),--work $(WORK)/growth)

bench-bot: $(VENV)/installed-dev
	$(BIN)/python -m index build seeds --index .verbatim/bench
	$(BIN)/python -m tests.bench.bench_bot .verbatim/bench

pictures: $(VENV)/installed-dev
	$(BIN)/python -m index build seeds --index .verbatim/pictures
	$(BIN)/python -m index build tests/pictures/reports --index .verbatim/reports
	$(BIN)/python -m tests.pictures .verbatim/pictures .verbatim/reports docs/pictures

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

# `just` runs what has to pass before a commit

default: lint test

lint:
    ruff check .
    ruff format --check .
    mypy

fix:
    ruff check --fix .
    ruff format .

test *ARGS:
    python -m pytest -q {{ARGS}}

docs:
    python -m docs.build

picture:
    python -m docs.picture

bench task="accounts":
    python -m benchmarks {{task}}

lock:
    uv lock --no-config --default-index https://pypi.org/simple

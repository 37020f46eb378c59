# Every goal sets up .venv by itself and re-uses it while constraints.txt and pyproject.toml stay the same.
# Needs: Python 3.11 or newer, make, git.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PIP = .venv/bin/python -m pip --disable-pip-version-check
READY = .venv/ready
SAGER = rulesets/barnets_regler/sager

.PHONY: help demo test lint bench index spark tables env constraints clean

help:
	@echo 'make demo         ser de medfølgende regler efter og vurderer en opdigtet sag'
	@echo 'make test         kører hele prøvesamlingen'
	@echo 'make lint         form, stil, typer og lag'
	@echo 'make bench        måler farten'
	@echo 'make index        skriver ned, hvad prøver og beviser siger om de medfølgende regelsæt'
	@echo 'make spark        holder kolonnerne i Spark op mod den udførlige vurdering (kræver Java 17)'
	@echo 'make tables       regner grammatikkens tabeller ud igen'
	@echo 'make constraints  fornyer constraints.txt'
	@echo 'make clean        fjerner alt, der er lavet af de andre'

demo: $(READY)
	@echo '1. Er der noget galt med de medfølgende regler?'
	@echo '   bekymring check --no-proofs --ignore BEK313 rulesets'; echo
	@.venv/bin/bekymring check --no-proofs --ignore BEK313 rulesets
	@echo; echo '2. En opdigtet sag, hvor meget endnu ikke er oplyst.'
	@echo '   bekymring evaluate barnets_regler $(SAGER)/ny_underretning.json --on 2026-03-07T09:15'
	@.venv/bin/bekymring evaluate barnets_regler $(SAGER)/ny_underretning.json --on 2026-03-07T09:15
	@echo; echo '3. Den samme sag, da svarene var kommet.'
	@echo '   bekymring evaluate barnets_regler $(SAGER)/ny_underretning_besvaret.json --on 2026-03-07T19:30'
	@.venv/bin/bekymring evaluate barnets_regler $(SAGER)/ny_underretning_besvaret.json --on 2026-03-07T19:30

test: $(READY)
	.venv/bin/python -m pytest -q -n 2

lint:
	.ci/run format lint types layers

bench: $(READY)
	.venv/bin/python tests/benchmarks/run.py

# What the grammar is worked out to; the tests say when it must be done again.
tables: $(READY)
	@mkdir -p build
	.venv/bin/python -m bekymring.syntax.grammar > build/tables.json
	@mv build/tables.json grammar/tables.json

# Spark is large and needs Java, so it has an environment of its own; everything else comes from .venv.
spark: $(READY) build/spark/ready
	PYTHONPATH="$$(echo build/spark/lib/python*/site-packages)" .venv/bin/python tests/columns/spark.py

build/spark/ready:
	@command -v java > /dev/null || { echo 'Java 17 mangler. Java 17 is missing.' >&2; exit 1; }
	@.venv/bin/python -m venv build/spark
	@build/spark/bin/pip --disable-pip-version-check install -qq 'pyspark==4.0.1'
	@touch $@

# What the shipped rule sets were found to be; minutes, since it proves everything.
index: $(READY)
	.venv/bin/python tests/docs/standing.py
	.venv/bin/python -m pytest -q tests/docs/test_generated.py --update-golden

env: $(READY)

$(READY): constraints.txt pyproject.toml
	@test -n '$(PYTHON)' || { echo 'Python 3.11 eller nyere mangler. Python 3.11 or newer is missing.' >&2; exit 1; }
	@echo 'Gør .venv klar (et minuts tid første gang) …'
	@test -x .venv/bin/python || '$(PYTHON)' -m venv .venv
	@$(PIP) install -qq --require-hashes -r constraints.txt
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

# Resolved for every platform and every Python from 3.11 on, so that the hashes hold elsewhere too.
constraints:
	@test -x build/resolver/bin/uv || { '$(PYTHON)' -m venv build/resolver && build/resolver/bin/pip install -qq uv; }
	@echo '# Every version that the gate installs, with the hashes of all its archives; renewed by `make constraints`.' > build/constraints.txt
	@build/resolver/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --extra batch --extra check --extra testing --extra dev pyproject.toml >> build/constraints.txt
	@mv build/constraints.txt constraints.txt

clean:
	rm -rf .venv build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

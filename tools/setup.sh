#!/bin/sh
# Make the virtual environment $1 from requirements.lock: with uv where it can be had, else with pip.
set -eu
venv="$1"
python="${PYTHON:-python3}"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "airtight needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
if command -v uv >/dev/null 2>&1; then
  uv="uv"
elif [ -x "$venv/bin/uv" ] || "$venv/bin/python" -m pip install --quiet --disable-pip-version-check uv >/dev/null 2>&1; then
  uv="$venv/bin/uv"
else
  uv=""
fi
if [ -n "$uv" ] && VIRTUAL_ENV="$venv" "$uv" pip install --quiet --compile-bytecode --require-hashes -r requirements.lock; then
  VIRTUAL_ENV="$venv" "$uv" pip install --quiet --no-deps --no-build-isolation -e .
else
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
"$venv/bin/python" -m compileall -q src
echo "airtight is installed in $venv; try: $venv/bin/airtight --help"

#!/usr/bin/env bash
# Makes the example workspace again from its sources in this folder; CFIT names the built program.
#
#   tests/example/make.sh            writes into inputs/
#   tests/example/make.sh --check    makes it in a copy instead, and says which file comes out otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."
python="$PWD/target/tools/python/bin/python"
[ -z "${CARGO_TARGET_DIR:-}" ] || python="$CARGO_TARGET_DIR/tools/python/bin/python"
python="${PYTHON:-$python}"
[ -x "$python" ] || tests/setup.sh

if [ "${1:-}" = --check ]; then
  copy="$(mktemp -d)"
  trap 'rm -rf "$copy"' EXIT
  mkdir -p "$copy/tests" "$copy/crates/demo/src"
  cp -r inputs report-templates "$copy/"
  cp -r crates/demo/src/questionnaire "$copy/crates/demo/src/"
  cp -r tests/example "$copy/tests/"
  PYTHON="$python" "$copy/tests/example/make.sh" > /dev/null
  diff -r inputs "$copy/inputs"
  echo "the same bytes"
  exit
fi

"$python" tests/example/questionnaire.py --check
"$python" tests/example/supporting.py
for year in 2025 2026; do # 2026 shows last year's answers, so 2025 comes first
  rm -rf "outbox/$year" # a form somebody typed into would be kept
  "$CFIT" --workspace . forms --year "$year"
  "$python" tests/example/fill_returns.py "$year"
done
"$python" tests/example/check_finance.py

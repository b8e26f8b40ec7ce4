#!/usr/bin/env bash
# Makes the example workspace again from its sources in this folder; CFIT names the built program.
set -euo pipefail
cd "$(dirname "$0")/../.."
python="${CARGO_TARGET_DIR:-target}/tools/python/bin/python"
[ -x "$python" ] || tests/setup.sh
"$python" tests/example/questionnaire.py --check
"$python" tests/example/supporting.py
for year in 2025 2026; do # 2026 shows last year's answers, so 2025 comes first
  "$CFIT" forms --year "$year"
  "$python" tests/example/fill_returns.py "$year"
done
"$python" tests/example/check_finance.py

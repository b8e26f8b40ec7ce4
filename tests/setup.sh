#!/usr/bin/env bash
# Installs the tools of others that the tests read our outputs with: a browser, LibreOffice, a PDF reader,
# hledger and the Python packages pinned in requirements.txt. Says what is missing; in CI (CI=true) that is a failure.
set -euo pipefail
cd "$(dirname "$0")"
tools="${CARGO_TARGET_DIR:-$(cd .. && pwd)/target}/tools"
mkdir -p "$tools"

missing() {
  echo "tests: $1 is missing, so the tests that need it do not run" >&2
  if [ "${CI:-}" = true ]; then exit 1; fi
}

packages=()
command -v chromium >/dev/null || packages+=(chromium)
command -v soffice >/dev/null || packages+=(libreoffice-calc-nogui)
command -v pdftotext >/dev/null || packages+=(poppler-utils)
command -v qpdf >/dev/null || packages+=(qpdf)
command -v hledger >/dev/null || packages+=(hledger)
if [ ${#packages[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}" >/dev/null
  else
    missing "${packages[*]} (Debian: apt-get install ${packages[*]})"
  fi
fi

if command -v python3 >/dev/null; then
  wanted=$(sha256sum requirements.txt | cut -d' ' -f1)
  if [ "$(cat "$tools/python.installed" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$tools/python"
    python3 -m venv "$tools/python"
    "$tools/python/bin/pip" install --quiet --disable-pip-version-check -r requirements.txt
    echo "$wanted" > "$tools/python.installed"
  fi
else
  missing "python3"
fi

if command -v npm >/dev/null; then
  wanted=$(sha256sum package.json | cut -d' ' -f1)
  if [ "$(cat "$tools/node.installed" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$tools/node" && mkdir -p "$tools/node"
    cp package.json "$tools/node/"
    (cd "$tools/node" && npm install --silent --no-audit --no-fund)
    echo "$wanted" > "$tools/node.installed"
  fi
else
  missing "npm"
fi

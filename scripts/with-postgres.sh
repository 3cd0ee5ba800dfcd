#!/usr/bin/env bash
# Runs a command with BONAFIDE_TEST_DATABASE_URL pointing to a throw-away PostgreSQL server on a Unix socket.
# Usage: scripts/with-postgres.sh COMMAND [ARGUMENT ...]
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
  bin=$(dirname "$(command -v initdb || true)")
  [ -x "$bin/initdb" ] || { echo 'No PostgreSQL server programs found: install the package postgresql' >&2; exit 1; }
fi

# The server refuses to run as root.
as_server=()
owner=$(id -un)
if [ "$(id -u)" -eq 0 ]; then
  owner=$(id -un postgres 2>/dev/null || id -un nobody)
  as_server=(setpriv --reuid="$owner" --regid="$(id -gn "$owner")" --clear-groups)
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/bonafide-postgres-XXXXXX")
chmod 755 "$folder"
mkdir "$folder/data" "$folder/socket"
[ "$(id -u)" -ne 0 ] || chown "$owner" "$folder/data" "$folder/socket"

stop() {
  "${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

cd "$folder"
"${as_server[@]}" "$bin/initdb" -D "$folder/data" -U bonafide -A trust -E UTF8 --locale=C >"$folder/initdb.log" 2>&1 ||
  { cat "$folder/initdb.log" >&2; exit 1; }
"${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -w -s \
  -o "-c listen_addresses='' -c unix_socket_directories='$folder/socket'" start ||
  { cat "$folder/data/server.log" >&2; exit 1; }
cd "$OLDPWD"

export BONAFIDE_TEST_DATABASE_URL="postgresql://bonafide@localhost/postgres?host=$folder/socket"
"$@"

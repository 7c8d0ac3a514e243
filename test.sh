#!/usr/bin/env bash
# Builds everything and runs every test. See --help.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
    cat <<'HELP'
Usage: ./test.sh [PROJECT...]

Builds the solution in Release and runs every test project under tests/ (or the named ones, for example
Worker.Tests), two at a time, prints what each said when it ends, then "N passed, N failed", and exits with 0 only
if some tests ran and all passed. A skipped test counts as failed.

The integration tests need a RabbitMQ, taken in this order:
  1. ConnectionStrings__RabbitMq=amqp://user:password@host:port/  an administrator there; every test makes its own
     virtual host through the management plug-in (http://host:15672/, or RABBITMQ_MANAGEMENT)
  2. a Docker engine that answers: RabbitMQ in a container
  3. rabbitmq-server as installed here, as a throw-away node; installed with apt when missing, if run as root or with
     sudo that asks no password
The tests of the label store start a throw-away PostgreSQL (initdb, postgres), those of the dashboards and alerts a
Prometheus (with promtool), those of the sky page and of the documentation a headless Chromium (CHROMIUM=PATH names
one). They, libgomp1 (LightGBM), python3-pika, python3-astropy, curl, nginx (for the bundle for AWS), Node.js and npm are installed in the
same way when they are missing. npm brings what else the tests run: an S3 server, a parser of AsyncAPI, the generator of
the documentation's site, and kubectl where it is not installed.

Needs the .NET SDK that global.json names, and bash 5.1. Reports and logs are written to artifacts/test-results/.
HELP
}

configuration=Release
reports=artifacts/test-results
policy=/usr/sbin/policy-rc.d
our_policy=no
# The projects whose tests run, by process.
declare -A running=()

clean_up() {
    [ ${#running[@]} = 0 ] || kill "${!running[@]}" 2>/dev/null || true
    [ "$our_policy" = no ] || as_root rm -f "$policy"
}
trap clean_up EXIT

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null
}

has_broker() {
    [ -n "${ConnectionStrings__RabbitMq:-}" ] \
        || docker info >/dev/null 2>&1 \
        || command -v rabbitmq-server >/dev/null \
        || [ -d /usr/lib/rabbitmq/lib ]
}

has_postgresql() {
    command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

missing_packages() {
    has_broker || echo rabbitmq-server
    ldconfig -p 2>/dev/null | grep -q 'libgomp\.so\.1' || echo libgomp1
    /usr/bin/python3 -c 'import pika' 2>/dev/null || echo python3-pika
    [ -d /usr/lib/python3/dist-packages/astropy ] || echo python3-astropy
    has_postgresql || echo postgresql
    [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || echo chromium
    command -v prometheus >/dev/null || echo prometheus
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
    command -v curl >/dev/null || echo curl
    command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || echo nginx-light
}

install_packages() {
    echo "Installing $*"
    # The packages would start a system-wide broker and database, which nobody asked for: this file forbids it.
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod +x "$policy"
        our_policy=yes
    fi
    # Nor is the cluster wanted that the database's package would make.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        as_root mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    as_root apt-get update -q >/dev/null
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        -o Dpkg::Options::=--force-confold "$@" >/dev/null
}

# The names of the tests of an xunit report that failed, as XML writes them.
failed_tests() {
    grep -oE '<test [^>]*result="(Fail|Skip)"[^>]*>' "$1" | sed -n 's/.* name="\([^"]*\)".*/\1/p' || true
}

# Reads one count of an xunit report, 0 when there is none.
count() {
    grep -o '<assembly [^>]*>' "$2" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | grep . || echo 0
}

case "${1:-}" in
    -h | --help) usage; exit 0 ;;
    -*) echo "test.sh: unknown option $1; see --help" >&2; exit 2 ;;
esac
projects=("$@")
if [ ${#projects[@]} = 0 ]; then
    for project in tests/*.Tests/*.csproj; do projects+=("$(basename "$project" .csproj)"); done
fi
for project in "${projects[@]}"; do
    [ -f "tests/$project/$project.csproj" ] || { echo "test.sh: no test project tests/$project" >&2; exit 2; }
done

mapfile -t missing < <(missing_packages)
if [ ${#missing[@]} -gt 0 ]; then
    if may_install; then
        install_packages "${missing[@]}"
    else
        echo "test.sh: not installed, and cannot install: ${missing[*]}; some tests will fail" >&2
    fi
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build Streaming.sln -c "$configuration" -v minimal

rm -rf "$reports"
mkdir -p "$reports"
passed=0
failed=0
complaints=()

start() {
    echo "== $1 starts"
    timeout --kill-after=30s 20m dotnet "tests/$1/bin/$configuration/net10.0/Streaming.$1.dll" \
        -noColor -noLogo -result-xml "$reports/$1.xml" >"$reports/$1.log" 2>&1 &
    running[$!]=$1
}

finish_one() {
    local pid code=0
    wait -n -p pid "${!running[@]}" || code=$?
    local project=${running[$pid]}
    unset "running[$pid]"
    local report=$reports/$project.xml
    echo "== $project"
    cat "$reports/$project.log"
    if [ -s "$report" ]; then
        passed=$((passed + $(count passed "$report")))
        local bad=$(($(count failed "$report") + $(count errors "$report") + $(count skipped "$report")))
        # A run that ended badly without a failed test did not end well.
        [ "$code" = 0 ] || [ "$bad" -gt 0 ] || bad=1
        failed=$((failed + bad))
        local named
        mapfile -t named < <(failed_tests "$report")
        [ "$bad" = 0 ] || complaints+=("${named[@]:-$project ended with exit code $code}")
    else
        complaints+=("$project wrote no report: it ended early with exit code $code")
        failed=$((failed + 1))
    fi
}

# Two at a time, as much of the time goes by waiting for brokers, browsers and timers.
for project in "${projects[@]}"; do
    [ ${#running[@]} -lt 2 ] || finish_one
    start "$project"
done
while [ ${#running[@]} -gt 0 ]; do finish_one; done

echo
[ ${#complaints[@]} = 0 ] || printf 'not passed: %s\n' "${complaints[@]}"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]

# What stands before the commands of a page; they follow, each block after a line `at PAGE:LINE`.
set -euo pipefail
shopt -s expand_aliases
# Commands in the background get a process group each: Ctrl-C reaches all processes of one, and nothing else.
set -m

declare -A places logs ends

at() {
    place=$1
    echo "== $1"
}

# Notes what runs in the background, and waits until it is ready; `until` is what its output has at its end.
background() {
    local id=$1 log=$2 ready=$3 until=$4
    places[$id]=$place
    logs[$id]=$log
    ends[$id]=$until
    wait_for "$id" "$ready"
}

# Waits for an address to answer, or for a text in the output.
wait_for() {
    [ -n "$2" ] || return 0
    until case $2 in
        http://*) curl -sf -o /dev/null "$2" ;;
        *) grep -qF -- "$2" "${logs[$1]}" ;;
    esac; do
        kill -0 "$1" 2>/dev/null || { echo "-- ${places[$1]} ended without: $2"; return 1; }
        sleep 0.2
    done
}

# Presses Ctrl-C. A program that watches until then may say so by 130.
end_background() {
    local id code failed=0
    for id in "${!places[@]}"; do wait_for "$id" "${ends[$id]}" || failed=1; done
    for id in "${!places[@]}"; do
        kill -INT -- "-$id" 2>/dev/null || true
        code=0
        wait "$id" || code=$?
        echo "-- ${places[$id]} in the background ended with $code:"
        cat "${logs[$id]}"
        [ "$code" = 0 ] || [ "$code" = 130 ] || failed=1
    done
    places=()
    return $failed
}

finish() {
    local code=$?
    if [ "$code" != 0 ]; then
        echo "-- $place failed with $code"
        ends=()
        for id in "${!places[@]}"; do ends[$id]=; done
    fi
    end_background || code=1
    exit "$code"
}

trap finish EXIT

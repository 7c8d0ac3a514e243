#!/bin/sh
# Asks a worker over HTTP: one observation, a batch, its health, its metrics.
#
#   docs/examples/curl/predict.sh [URL]        default: http://localhost:8080
set -eu
url=${1:-http://localhost:8080}
json='content-type: application/json'

observation='{"alpha": 118.66, "delta": 39.642, "u": 22.857, "g": 22.188, "r": 21.355, "i": 21.265, "z": 20.939,
    "redshift": 1.174}'
without_redshift='{"alpha": 118.66, "delta": 39.642, "u": 22.857, "g": 22.188, "r": 21.355, "i": 21.265, "z": 20.939}'

ask() { curl --silent --show-error --fail-with-body "$@"; echo; }

echo "# POST /predict"
ask "$url/predict" --header "$json" --data "$observation"

echo "# POST /predict/batch: one item each, in order; the second is answered by its bands alone"
ask "$url/predict/batch" --header "$json" --data "[$observation, $without_redshift]"

echo "# GET /health/live, GET /health/ready"
ask "$url/health/live"
ask "$url/health/ready"

echo "# GET /metrics: observations by outcome"
ask "$url/metrics" | grep '^streaming_' | head -n 5

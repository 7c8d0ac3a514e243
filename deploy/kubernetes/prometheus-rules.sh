#!/bin/sh
# Prints the alerts of deploy/prometheus/rules as PrometheusRule objects, for clusters with the Prometheus operator.
set -eu
cd "$(dirname "$0")/../prometheus/rules"

for file in *.yml; do
    cat <<HEAD
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: streaming-${file%.yml}
  namespace: streaming
spec:
HEAD
    sed 's/^\(.\)/  \1/' "$file"
done

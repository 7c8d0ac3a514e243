#!/bin/sh
# Runs one command of the trainer in the cluster and shows what it prints:
#
#   deploy/kubernetes/trainer.sh history
#   deploy/kubernetes/trainer.sh rollback --by Ada --why "too few quasars last night"
#
# It makes a Job of the CronJob trainer, so the command has the same image, model store, labels and data. NAMESPACE
# names another namespace than streaming.
set -eu
namespace=${NAMESPACE:-streaming}
job=trainer-$(date +%s)
[ $# -gt 0 ] || { sed -n 's/^# \{0,1\}//p' "$0"; exit 2; }

# The arguments as strings of JSON.
arguments=
for argument in "$@"; do
    escaped=$(printf '%s' "$argument" | sed 's/[\\"]/\\&/g')
    arguments="$arguments${arguments:+, }\"$escaped\""
done

kubectl --namespace "$namespace" create job "$job" --from=cronjob/trainer --dry-run=client --output=json \
    | kubectl patch --local --filename=- --output=json --type=json \
        --patch="[{\"op\": \"replace\", \"path\": \"/spec/template/spec/containers/0/args\", \"value\": [$arguments]},
                  {\"op\": \"replace\", \"path\": \"/spec/backoffLimit\", \"value\": 0}]" \
    | kubectl --namespace "$namespace" create --filename=-
kubectl --namespace "$namespace" logs --follow --pod-running-timeout=5m "job/$job"
kubectl --namespace "$namespace" wait --for=condition=complete --timeout=30s "job/$job"

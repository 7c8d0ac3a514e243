#!/bin/sh
# Publishes one observation through the HTTP API of RabbitMQ's management plug-in: no AMQP client needed.
#
#   docs/examples/curl/publish.sh [OBSERVATION_ID]
#
# RABBITMQ_MANAGEMENT   default http://localhost:15672
# RABBITMQ_USER         user:password, default guest:guest
# RABBITMQ_VHOST        virtual host, / written as %2F; default %2F
#
# Ends with 1 when no queue took it: then neither a worker nor `telescope publish` has declared the queue yet.
set -eu
management=${RABBITMQ_MANAGEMENT:-http://localhost:15672}
json='content-type: application/json'
id=${1:-curl-$(date -u +%Y%m%dT%H%M%SZ)-$$}

observation='{
  "observationId": "'$id'", "observedAt": "'$(date -u +%Y-%m-%dT%H:%M:%SZ)'",
  "alpha": 118.66, "delta": 39.642,
  "u": 22.857, "g": 22.188, "r": 21.355, "i": 21.265, "z": 20.939, "redshift": 1.174,
  "source": "publish.sh"
}'

# In base64, so that no quote in it needs care. Delivery mode 2 is persistent.
message='{
  "properties": {"content_type": "application/json", "delivery_mode": 2},
  "routing_key": "",
  "payload": "'$(printf %s "$observation" | base64 | tr -d '\n')'",
  "payload_encoding": "base64"
}'

answer=$(curl --silent --show-error --fail --user "${RABBITMQ_USER:-guest:guest}" --header "$json" --data "$message" \
    "$management/api/exchanges/${RABBITMQ_VHOST:-%2F}/Streaming.Contracts:ObservationReceived/publish")
case $answer in
    *'"routed":true'*) echo "published $id" ;;
    *) echo "publish.sh: no queue took $id: $answer" >&2; exit 1 ;;
esac

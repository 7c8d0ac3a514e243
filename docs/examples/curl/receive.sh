#!/bin/sh
# Takes the classifications that have come to a queue of your own, through the HTTP API of RabbitMQ's management
# plug-in. The first run makes the queue and binds it: events that came before are not in it. Left alone for an hour, it
# goes.
#
#   docs/examples/curl/receive.sh [QUEUE]        default: curl-classifications
#
# RABBITMQ_MANAGEMENT, RABBITMQ_USER, RABBITMQ_VHOST: as in publish.sh
set -eu
api=${RABBITMQ_MANAGEMENT:-http://localhost:15672}/api
vhost=${RABBITMQ_VHOST:-%2F}
queue=${1:-curl-classifications}
events=Streaming.Contracts:ObjectClassified
json='content-type: application/json'

ask() { curl --silent --show-error --fail-with-body --user "${RABBITMQ_USER:-guest:guest}" "$@"; }

# Each of these may be there already, and is then left as it is.
ask --header "$json" --data '{"type": "fanout", "durable": true}' --request PUT "$api/exchanges/$vhost/$events"
ask --header "$json" --data '{"durable": true, "arguments": {"x-expires": 3600000}}' \
    --request PUT "$api/queues/$vhost/$queue"
ask --header "$json" --data '{}' --output /dev/null "$api/bindings/$vhost/e/$events/q/$queue"

# Up to 100 messages, which are then gone from the queue; the event is the member "payload".
ask --header "$json" --data '{"count": 100, "ackmode": "ack_requeue_false", "encoding": "auto"}' \
    "$api/queues/$vhost/$queue/get"
echo

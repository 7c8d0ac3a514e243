#!/usr/bin/env python3
"""Print ObjectClassified events as they come: one JSON object a line.

    python subscribe.py --url amqp://guest:guest@localhost:5672/            only while this runs
    python subscribe.py --queue my-classifications                                  a queue that also collects meanwhile
    python subscribe.py --rejected                                                  observations that were refused

The AMQP message id is the event's identity. After a crash of a worker the same event may come again under the same id:
remember the ids, or make your work idempotent.
"""

import argparse
import json

import pika

from topology import CLASSIFIED, REJECTED, bind_subscription


def show(channel, method, properties, body) -> None:
    event = json.loads(body)
    print(json.dumps({"messageId": properties.message_id, **event}), flush=True)
    channel.basic_ack(method.delivery_tag)


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the worker's events.")
    parser.add_argument("--url", default="amqp://guest:guest@localhost:5672/", help="default: %(default)s")
    parser.add_argument("--queue", help="name of a durable queue of your own; default: a temporary one")
    parser.add_argument("--rejected", action="store_true", help="ObservationRejected instead of ObjectClassified")
    arguments = parser.parse_args()

    connection = pika.BlockingConnection(pika.URLParameters(arguments.url))
    channel = connection.channel()
    queue = bind_subscription(channel, REJECTED if arguments.rejected else CLASSIFIED, arguments.queue)
    channel.basic_qos(prefetch_count=100)
    channel.basic_consume(queue, show)
    try:
        channel.start_consuming()
    except KeyboardInterrupt:
        # It may come in the middle of a frame, so the connection is of no more use; an event without its
        # acknowledgement comes again.
        pass


if __name__ == "__main__":
    main()

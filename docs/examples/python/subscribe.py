#!/usr/bin/env python3
"""Print classified objects as they come: one JSON object a line.

    python subscribe.py --url amqp://guest:guest@localhost:5672/            only while this runs
    python subscribe.py --queue my-classifications                                  a queue that also collects meanwhile
    python subscribe.py --objects                                                   of a worker with Events__Form=bulk
    python subscribe.py --rejected                                                  observations that were refused

The event's identity is the AMQP message id, and eventId of an object among others. After a crash of a worker the same
event may come again under the same id: remember the ids, or make your work idempotent.
"""

import argparse
import json

import pika

from topology import CLASSIFIED, OBJECTS, REJECTED, bind_subscription


def show(channel, method, properties, body) -> None:
    event = json.loads(body)
    print(json.dumps({"messageId": properties.message_id, **event}), flush=True)
    channel.basic_ack(method.delivery_tag)


def show_objects(channel, method, properties, body) -> None:
    """Many objects in a message, which is acknowledged when the last of them is dealt with."""
    for classified in json.loads(body)["objects"]:
        print(json.dumps(classified), flush=True)
    channel.basic_ack(method.delivery_tag)


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the worker's events.")
    parser.add_argument("--url", default="amqp://guest:guest@localhost:5672/", help="default: %(default)s")
    parser.add_argument("--queue", help="name of a durable queue of your own; default: a temporary one")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--objects", action="store_true", help="ObjectsClassified instead: many objects in a message")
    kinds.add_argument("--rejected", action="store_true", help="ObservationRejected instead of ObjectClassified")
    arguments = parser.parse_args()

    connection = pika.BlockingConnection(pika.URLParameters(arguments.url))
    channel = connection.channel()
    event = REJECTED if arguments.rejected else OBJECTS if arguments.objects else CLASSIFIED
    queue = bind_subscription(channel, event, arguments.queue)
    channel.basic_qos(prefetch_count=100)
    channel.basic_consume(queue, show_objects if arguments.objects else show)
    try:
        channel.start_consuming()
    except KeyboardInterrupt:
        # It may come in the middle of a frame, so the connection is of no more use; an event without its
        # acknowledgement comes again.
        pass


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Publish many observations in a message: JSON lines from a file, 500 at a time, compressed if asked for.

    python publish_bulk.py catalogue.jsonl --url amqp://guest:guest@localhost:5672/
    python publish_bulk.py catalogue.jsonl --size 2000 --gzip

Each observation is accepted or rejected by itself, as if it had come alone; the event of a rejected one tells its
position in the message. Each message is persistent, must reach a queue (mandatory) and is confirmed by the broker
before the next.
"""

import argparse
import gzip
import itertools
import json
import sys

import pika
import pika.exceptions

from topology import BULK_EXCHANGE, BULK_QUEUE, declare_observations

PERSISTENT = 2
MOST_OBSERVATIONS = 5000


def groups(observations, size: int):
    """Lists of so many observations; the last one has the rest."""
    observations = iter(observations)
    while group := list(itertools.islice(observations, size)):
        yield group


def main() -> int:
    parser = argparse.ArgumentParser(description="Publish many observations in a message, as plain JSON.")
    parser.add_argument("file", help="JSON lines")
    parser.add_argument("--size", type=int, default=500, help="observations a message; default: %(default)s")
    parser.add_argument("--gzip", action="store_true", help="compress the messages")
    parser.add_argument("--url", default="amqp://guest:guest@localhost:5672/", help="default: %(default)s")
    arguments = parser.parse_args()
    if not 1 <= arguments.size <= MOST_OBSERVATIONS:
        parser.error(f"--size takes a number from 1 to {MOST_OBSERVATIONS}, not {arguments.size}")

    properties = pika.BasicProperties(
        content_type="application/json",
        content_encoding="gzip" if arguments.gzip else None,
        delivery_mode=PERSISTENT,
    )
    connection = pika.BlockingConnection(pika.URLParameters(arguments.url))
    channel = connection.channel()
    # A message that no queue takes is lost even when it is confirmed: the queue must be there before the first one.
    declare_observations(channel, BULK_EXCHANGE, BULK_QUEUE)
    channel.confirm_delivery()

    published = messages = 0
    try:
        with open(arguments.file, encoding="utf-8") as lines:
            observations = (json.loads(line) for line in lines if line.strip())
            for group in groups(observations, arguments.size):
                # Python writes NaN by default, which is not JSON: a missing value is null, or left out.
                body = json.dumps({"observations": group}, allow_nan=False).encode()
                if arguments.gzip:
                    body = gzip.compress(body, compresslevel=1)
                channel.basic_publish(BULK_EXCHANGE, routing_key="", body=body, properties=properties, mandatory=True)
                messages += 1
                published += len(group)
    except (pika.exceptions.UnroutableError, pika.exceptions.NackError) as fault:
        print(f"message {messages + 1} was not taken, after {published} observations: {fault!r}", file=sys.stderr)
        return 1
    finally:
        connection.close()
    print(f"{published} published and confirmed in {messages} messages")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Publish observations to be classified: one JSON object a line, from a file or standard input.

    pip install pika
    python publish.py observations.jsonl --url amqp://guest:guest@localhost:5672/

Without a file, one example observation is published. Every message is persistent, must reach a queue (mandatory) and
is confirmed by the broker before the next: a few hundred a second. For bursts of many thousand see publish_burst.py.
"""

import argparse
import datetime
import json
import sys
import uuid

import pika
import pika.exceptions

from topology import EXCHANGE, declare_observations

PERSISTENT = 2
PROPERTIES = pika.BasicProperties(content_type="application/json", delivery_mode=PERSISTENT)


def example() -> dict:
    """A quasar. Angles in degrees (J2000), brightness in AB magnitudes, redshift without a unit."""
    return {
        "observationId": f"example-{uuid.uuid4()}",
        "observedAt": datetime.datetime.now(datetime.timezone.utc).isoformat(),
        "alpha": 118.66,
        "delta": 39.642,
        "u": 22.857,
        "g": 22.188,
        "r": 21.355,
        "i": 21.265,
        "z": 20.939,
        "redshift": 1.174,
        "visitId": "visit-1",
        "source": "publish.py",
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Publish observations as plain JSON.")
    parser.add_argument("file", nargs="?", help="JSON lines; - is standard input")
    parser.add_argument("--url", default="amqp://guest:guest@localhost:5672/", help="default: %(default)s")
    arguments = parser.parse_args()

    if arguments.file is None:
        observations = [example()]
    else:
        lines = sys.stdin if arguments.file == "-" else open(arguments.file, encoding="utf-8")
        observations = (json.loads(line) for line in lines if line.strip())

    connection = pika.BlockingConnection(pika.URLParameters(arguments.url))
    channel = connection.channel()
    # A message that no queue takes is lost even when it is confirmed: the queue must be there before the first one.
    declare_observations(channel)
    channel.confirm_delivery()

    published = 0
    try:
        for observation in observations:
            # Python writes NaN by default, which is not JSON: a missing value is null, or left out.
            body = json.dumps(observation, allow_nan=False).encode()
            channel.basic_publish(EXCHANGE, routing_key="", body=body, properties=PROPERTIES, mandatory=True)
            published += 1
    except (pika.exceptions.UnroutableError, pika.exceptions.NackError) as fault:
        print(f"observation {published + 1} was not taken: {fault!r}", file=sys.stderr)
        return 1
    finally:
        connection.close()
    print(f"{published} published and confirmed")
    return 0


if __name__ == "__main__":
    sys.exit(main())

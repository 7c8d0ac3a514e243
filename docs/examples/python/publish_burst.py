#!/usr/bin/env python3
"""Publish a burst (a visit) of observations: JSON lines from a file, thousands unconfirmed at a time.

    python publish_burst.py visit.jsonl --url amqp://guest:guest@localhost:5672/

As safe as publish.py, with the confirms counted instead of awaited one by one. Ends with 0 only when the broker has
confirmed every observation and returned none.
"""

import argparse
import json
import sys
import time

import pika

from topology import EXCHANGE, declare_observations

PERSISTENT = 2
PROPERTIES = pika.BasicProperties(content_type="application/json", delivery_mode=PERSISTENT)
MOST_UNCONFIRMED = 2000


class Burst:
    def __init__(self, parameters, bodies):
        self.bodies = iter(bodies)
        self.sent = self.confirmed = self.not_taken = 0
        self.unconfirmed = set()
        self.exhausted = False
        self.fault = None
        self.connection = pika.SelectConnection(
            parameters,
            on_open_callback=lambda connection: connection.channel(on_open_callback=self.channel_opened),
            on_open_error_callback=lambda _, fault: self.ended(fault),
            on_close_callback=lambda _, reason: self.ended(reason),
        )

    def channel_opened(self, channel):
        self.channel = channel
        channel.add_on_close_callback(lambda _, reason: self.connection.is_open and self.connection.close())
        channel.add_on_return_callback(self.returned)
        channel.confirm_delivery(self.settled, callback=lambda _: self.fill())

    def fill(self):
        while not self.exhausted and len(self.unconfirmed) < MOST_UNCONFIRMED:
            body = next(self.bodies, None)
            if body is None:
                self.exhausted = True
                break
            self.sent += 1
            self.unconfirmed.add(self.sent)
            self.channel.basic_publish(EXCHANGE, "", body, PROPERTIES, mandatory=True)
        if self.exhausted and not self.unconfirmed:
            self.connection.close()

    def settled(self, frame):
        """The broker's delivery tag counts this channel's publishes from 1; 'multiple' settles all up to it."""
        tag = frame.method.delivery_tag
        tags = {t for t in self.unconfirmed if t <= tag} if frame.method.multiple else {tag}
        self.unconfirmed -= tags
        if isinstance(frame.method, pika.spec.Basic.Ack):
            self.confirmed += len(tags)
        else:
            self.not_taken += len(tags)
        if len(self.unconfirmed) <= MOST_UNCONFIRMED // 2:
            self.fill()

    def returned(self, channel, method, properties, body):
        """No queue took it. The broker confirms it none the less, after this."""
        self.not_taken += 1
        self.confirmed -= 1

    def ended(self, reason):
        self.fault = reason
        self.connection.ioloop.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description="Publish a burst of observations as plain JSON.")
    parser.add_argument("file", help="JSON lines")
    parser.add_argument("--url", default="amqp://guest:guest@localhost:5672/", help="default: %(default)s")
    arguments = parser.parse_args()

    parameters = pika.URLParameters(arguments.url)
    with pika.BlockingConnection(parameters) as connection:
        declare_observations(connection.channel())

    with open(arguments.file, encoding="utf-8") as lines:
        bodies = (json.dumps(json.loads(line), allow_nan=False).encode() for line in lines if line.strip())
        burst = Burst(parameters, bodies)
        started = time.monotonic()
        burst.connection.ioloop.start()

    seconds = time.monotonic() - started
    print(f"{burst.sent} published, {burst.confirmed} confirmed, {burst.not_taken} not taken, {seconds:.1f} s")
    if not burst.exhausted or burst.unconfirmed:
        print(f"the connection ended early: {burst.fault}; publish the file again", file=sys.stderr)
    return 0 if burst.exhausted and not burst.unconfirmed and not burst.not_taken else 1


if __name__ == "__main__":
    sys.exit(main())

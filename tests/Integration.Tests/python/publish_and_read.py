"""Publishes plain JSON observations with pika and reads their events with json.loads.

Usage: publish_and_read.py AMQP_URL COUNT. Ends with code 0 only if every observation gave exactly one event.
"""

import json
import random
import sys
import time

import pika

QUEUE = "observations"
OBSERVATIONS = "Streaming.Contracts:ObservationReceived"
CLASSIFIED = "Streaming.Contracts:ObjectClassified"
PATIENCE = 120  # seconds without any event


def declare(channel):
    """Declares the way to the queue as the worker does, so that nothing is lost before the first worker runs."""
    channel.exchange_declare(OBSERVATIONS, "fanout", durable=True)
    channel.exchange_declare(QUEUE, "fanout", durable=True)
    channel.exchange_bind(destination=QUEUE, source=OBSERVATIONS)
    channel.queue_declare(QUEUE, durable=True, arguments={"x-queue-type": "quorum"})
    channel.queue_bind(QUEUE, QUEUE)


def observation(number, chance):
    """A made-up object; the values only have to be plausible."""
    brightness = chance.uniform(15, 23)
    return {
        "observationId": f"python-{number}",
        "observedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "alpha": chance.uniform(0, 359.9),
        "delta": chance.uniform(-90, 90),
        **{band: brightness + chance.gauss(0, 0.5) for band in "ugriz"},
        "redshift": chance.uniform(0, 4),
    }


def publish(channel, count):
    """Returns the published ids. An observation that no queue takes, or that is not confirmed, raises."""
    chance = random.Random(17)
    properties = pika.BasicProperties(content_type="application/json", delivery_mode=2)
    ids = []
    for number in range(count):
        body = observation(number, chance)
        channel.basic_publish(OBSERVATIONS, "", json.dumps(body), properties, mandatory=True)
        ids.append(body["observationId"])
    return ids


def read(channel, queue, count):
    """Returns the ids of the next events, as many as asked for, then of any that come too many."""
    ids = []
    patience = PATIENCE
    for method, properties, body in channel.consume(queue, auto_ack=True, inactivity_timeout=1):
        if method is None:
            patience -= 1
            if len(ids) >= count or patience == 0:
                break
            continue
        event = json.loads(body)
        assert properties.content_type == "application/json", properties
        assert event["class"] in ("STAR", "GALAXY", "QSO"), event
        assert abs(sum(event["probabilities"].values()) - 1) < 1e-6, event
        ids.append(event["observationId"])
    channel.cancel()
    return ids


def main(url, count):
    """Publishes and reads; returns the exit code."""
    connection = pika.BlockingConnection(pika.URLParameters(url))
    channel = connection.channel()
    declare(channel)
    channel.exchange_declare(CLASSIFIED, "fanout", durable=True)
    events = channel.queue_declare("", exclusive=True).method.queue
    channel.queue_bind(events, CLASSIFIED)
    channel.confirm_delivery()

    published = publish(channel, count)
    received = read(channel, events, count)
    lost = len(set(published) - set(received))
    twice = len(received) - len(set(received))
    print(f"{len(published)} published, {len(received)} received, {lost} lost, {twice} twice")
    connection.close()
    return 0 if sorted(published) == sorted(received) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))

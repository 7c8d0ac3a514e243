"""Publishes observations as real telescopes leave them, every kind of gap mixed, and says what must become of each.

Usage: publish_mixed.py AMQP_URL COUNT FILE. FILE gets a line of JSON an observation: its id, and either the "inputs"
that its event must name or the "reasons" (field and code) that it must be rejected for. What is written there is worked
out here, from the values that are sent: nothing of it is asked of the worker.
"""

import json
import math
import random
import sys
import time

import pika

from publish_and_read import OBSERVATIONS, declare

BANDS = "ugriz"
MARKS = (-9999, -999, -99, 99, 999, 9999)
MEASUREMENTS = ("cModelMag_r", "psfMag_r")
MOST_MEASUREMENTS = 64
ABSENT = object()

# Every way of writing that something was not measured; json.dumps writes the last three as bare words.
NOT_MEASURED = (ABSENT, None, *MARKS, *(float(mark) for mark in MARKS), math.nan, math.inf, -math.inf)


def whole(number, chance):
    """A made-up object with everything measured; the values only have to be plausible."""
    brightness = chance.uniform(15, 23)
    bands = {band: round(brightness + chance.gauss(0, 0.5), 4) for band in BANDS}
    return {
        "observationId": f"mixed-{number}",
        "observedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1_770_000_000 + number)),
        "alpha": chance.uniform(0, 359.9),
        "delta": chance.uniform(-90, 90),
        **bands,
        "redshift": chance.uniform(0, 4),
        # Texts are left alone, whatever stands in them.
        "visitId": 'plate "NaN" \\ -Infinity',
        "source": "pika NaN",
    }


def take(body, fields, chance):
    """Takes fields from an observation, each in a way of its own."""
    for field in fields:
        way = chance.choice(NOT_MEASURED)
        if way is ABSENT:
            body.pop(field, None)
        else:
            body[field] = way


def with_gaps(number, chance):
    """An observation of one of the kinds that a stream has; each kind comes as often as the others."""
    body = whole(number, chance)
    kind = number % 12
    if kind in (1, 3, 5, 7, 9, 11):
        take(body, ["redshift"], chance)
    if kind in (2, 3):
        take(body, chance.sample(BANDS, 1), chance)
    if kind in (4, 5):
        take(body, chance.sample(BANDS, 2), chance)
    if kind in (6, 7):
        body["measurements"] = {
            "psfMag_r": body["r"] + 0.3, "cModelMag_r": body["r"], "w1": chance.uniform(12, 17), "ebv": 0.04,
        }
        take(body["measurements"], chance.sample(["psfMag_r", "w1", "ebv"], chance.randint(0, 2)), chance)
    if kind == 8:
        take(body, chance.sample(BANDS, chance.randint(3, 5)), chance)
    if kind == 9:
        spoil(body, chance)
    if kind == 10:
        take(body, chance.sample(BANDS, chance.randint(0, 4)), chance)
        spoil(body, chance)
    return body


def spoil(body, chance):
    """Makes a fault: a value that no telescope can mean."""
    fault = chance.randrange(5)
    if fault == 0:
        body[chance.choice(BANDS)] = chance.choice([-5.01, 40.5, 98, -98.9, 1e6])
    elif fault == 1:
        body["redshift"] = chance.choice([-0.2, 12.1, 98])
    elif fault == 2:
        take(body, [chance.choice(["alpha", "delta"])], chance)
    elif fault == 3:
        body["alpha"], body["delta"] = chance.choice([360, 500, -1]), chance.choice([-90.5, 91])
    else:
        body["measurements"] = {f"m{place}": 1 for place in range(MOST_MEASUREMENTS + 1)}


def is_measured(value):
    return value is not None and math.isfinite(value) and value not in MARKS


def reasons(body):
    """Every fault, as pairs of field and code."""
    found = []
    for field, low, is_below in (("alpha", 0, lambda x: x < 360), ("delta", -90, lambda x: x <= 90)):
        value = body.get(field)
        if value is None or not math.isfinite(value):
            found.append([field, "missing"])
        elif not (low <= value and is_below(value)):
            found.append([field, "sentinel" if value in MARKS else "out_of_range"])
    measured = [band for band in BANDS if is_measured(body.get(band))]
    found += [[band, "out_of_range"] for band in measured if not -5 <= body[band] <= 40]
    if len(measured) < 3:
        found.append([None, "too_few_bands"])
    redshift = body.get("redshift")
    if is_measured(redshift) and not -0.1 <= redshift <= 12:
        found.append(["redshift", "out_of_range"])
    if len(body.get("measurements", {})) > MOST_MEASUREMENTS:
        found.append(["measurements", "out_of_range"])
    return found


def inputs(body):
    """What a model with an ensemble for every choice of bands, and one for two measurements, answers by."""
    used = [band for band in BANDS if is_measured(body.get(band))]
    if is_measured(body.get("redshift")):
        return [*used, "redshift"]
    measurements = body.get("measurements", {})
    if len(used) == len(BANDS) and all(is_measured(measurements.get(name)) for name in MEASUREMENTS):
        return [*used, *MEASUREMENTS]
    return used


def expected(body):
    """What must become of an observation."""
    found = reasons(body)
    return {"id": body["observationId"], **({"reasons": found} if found else {"inputs": inputs(body)})}


def main(url, count, path):
    """Publishes all; an observation that no queue takes, or that is not confirmed, raises."""
    chance = random.Random(29)
    properties = pika.BasicProperties(content_type="application/json", delivery_mode=2)
    connection = pika.BlockingConnection(pika.URLParameters(url))
    channel = connection.channel()
    declare(channel)
    channel.confirm_delivery()
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            body = with_gaps(number, chance)
            channel.basic_publish(OBSERVATIONS, "", json.dumps(body), properties, mandatory=True)
            file.write(json.dumps(expected(body)) + "\n")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])

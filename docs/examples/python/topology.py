"""Where observations go and events come from, declared exactly as the worker and deploy/rabbitmq/definitions.json do.

A declaration with other arguments is refused by the broker with 406 PRECONDITION_FAILED; limits and dead-lettering are
therefore a policy of the broker, not arguments of the queue.
"""

EXCHANGE = "Streaming.Contracts:ObservationReceived"
QUEUE = "observations"
BULK_EXCHANGE = "Streaming.Contracts:ObservationBatchReceived"
BULK_QUEUE = "observations_bulk"
CLASSIFIED = "Streaming.Contracts:ObjectClassified"
OBJECTS = "Streaming.Contracts:ObjectsClassified"
REJECTED = "Streaming.Contracts:ObservationRejected"


def declare_observations(channel, exchange: str = EXCHANGE, queue: str = QUEUE) -> None:
    """Exchange for publishers -> exchange of the queue -> queue."""
    channel.exchange_declare(exchange, exchange_type="fanout", durable=True)
    channel.exchange_declare(queue, exchange_type="fanout", durable=True)
    channel.exchange_bind(destination=queue, source=exchange)
    channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
    channel.queue_bind(queue, exchange=queue, routing_key="")


def bind_subscription(channel, event: str, queue: str | None) -> str:
    """Binds a queue of the subscriber's own to an event's exchange and returns the queue's name.

    A named queue is durable and collects events while nobody reads it; without a name the queue ends with the
    connection.
    """
    channel.exchange_declare(event, exchange_type="fanout", durable=True)
    if queue is None:
        name = channel.queue_declare("", exclusive=True).method.queue
    else:
        name = channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"}).method.queue
    channel.queue_bind(name, exchange=event, routing_key="")
    return name

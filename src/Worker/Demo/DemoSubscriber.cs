using MassTransit;
using Streaming.Contracts;

namespace Streaming.Worker.Demo;

/// <summary>A subscriber such as anyone could write.</summary>
internal sealed class DemoSubscriber(DemoTally tally) : IConsumer<ObjectClassified>, IConsumer<ObservationRejected>
{
    public Task Consume(ConsumeContext<ObjectClassified> context)
    {
        tally.Classified(context.Message);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<ObservationRejected> context)
    {
        tally.Rejected(context.Message);
        return Task.CompletedTask;
    }
}

using System.Text.Json;
using Microsoft.Extensions.Options;
using Streaming.Classification.Scoring;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Health;
using Streaming.Worker.Models;

namespace Streaming.Worker.Sky;

/// <summary>Composes frames, as JSON: one text for every page.</summary>
internal sealed class SkyFrames(
    SkyFeed feed,
    ActiveModel activeModel,
    ModelActivation activation,
    ObservationConsumption consumption,
    Readiness readiness,
    IOptions<InstanceOptions> instance,
    IOptions<ClassificationOptions> classification,
    TimeProvider time,
    RabbitMqAddress? broker = null)
{
    public string Compose(SkySample sample) => JsonSerializer.Serialize(
        new SkyFrame(
            time.GetUtcNow(),
            instance.Value.Name,
            broker is null,
            consumption.IsConsuming,
            [.. readiness.Reasons.Select(reason => reason.Text)],
            activeModel.Current is { } model ? SkyModel.From(model.Manifest) : null,
            activation.Refusal,
            classification.Value.Coverage,
            classification.Value.Priors.Keys,
            feed.Figures(),
            sample),
        JsonSerializerOptions.Web);
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Streaming.Contracts;
using Streaming.Worker.Consuming;
using Streaming.Worker.Publishing;
using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Telemetry;

/// <summary>The page that tells operators of the spans tells of those that there are.</summary>
[Collection(nameof(WorkerSpans))]
public sealed partial class SpanPageTests
{
    private static readonly string[] Telescope =
        ["send " + ObservationsTopology.Exchange, "send " + ObservationsTopology.BulkExchange];

    [Fact]
    public void The_page_names_every_span_and_attribute_and_no_other()
    {
        using var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(WorkerSpans.SourceName)
            .SetSampler(new AlwaysOnSampler())
            .Build();

        var spans = EverySpan().ToList();

        Assert.Equal(
            spans.SelectMany(span => span.TagObjects.Select(tag => tag.Key).Append(span.OperationName))
                .Concat(Telescope)
                .Distinct()
                .Order(StringComparer.Ordinal),
            OnThePage().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Activity> EverySpan()
    {
        var broker = RabbitMqAddress.From(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("ConnectionStrings:RabbitMq", (string?)"amqp://localhost/")])
            .Build());
        var spans = new WorkerSpans(broker);
        IncomingMessage[] observations =
        [
            new(Bodies.Json(Bodies.Good()), null, ObservationsTopology.Queue),
            new(Bodies.With("alpha", "-9999"), null, ObservationsTopology.Queue),
        ];
        var outcomes = ShippedModel.Classifier().Classify(observations);
        var batch = spans.StartBatch(observations, "size")!;
        WorkerSpans.SetModel(batch, outcomes);
        foreach (var one in new EventsOptions { Form = EventsOptions.Both }.Of(outcomes))
        {
            using var send = spans.StartSend(one)!;
            yield return send;
        }

        WorkerSpans.Fail(batch, new TimeoutException());
        yield return batch;
    }

    // The first column of the tables of the section.
    private static IEnumerable<string> OnThePage()
    {
        var page = File.ReadAllText(Path.Combine(ShippedModel.StorePath, "..", "docs", "telemetry.md"));
        var section = page.Split("\n## ").Single(part => part.StartsWith("Spans\n", StringComparison.Ordinal));
        return FirstColumn().Matches(section).Select(row => row.Groups[1].Value);
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FirstColumn();
}

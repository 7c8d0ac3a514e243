using System.Globalization;
using System.Text.Json;
using Streaming.Classification.Observations;
using Streaming.Integration.Tests.Messaging;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>
/// A telescope pipeline in Python that sends what it has, to a model for every input set. What must become of each
/// observation is worked out by the pipeline, from what it sends.
/// </summary>
public sealed class MixedInputsTests(BrokerFixture broker, MixedInputsTests.EverySet model)
    : IClassFixture<MixedInputsTests.EverySet>
{
    private const string Python = "/usr/bin/python3";
    private const int Count = 10_000;

    [Fact]
    public async Task Of_10000_observations_with_every_kind_of_gap_each_is_answered_once_by_what_was_measured()
    {
        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        using var folder = new TemporaryFolder();
        var worker = await stage.StartWorkerAsync(model.Store);
        var (script, expectations) = (
            Path.Combine(AppContext.BaseDirectory, "python", "publish_mixed.py"), folder.Combine("expected.jsonl"));

        await using var python = ChildProcess.Start(
            Python,
            [script, stage.Host.Address.AbsoluteUri, Count.ToString(CultureInfo.InvariantCulture), expectations],
            new Dictionary<string, string?>());
        var exitCode = await python.ExitAsync(Patience.Token());
        Assert.True(exitCode == 0, $"{python.Output}\n{python.Errors}");
        var expected = (await File.ReadAllLinesAsync(expectations, Patience.Token()))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("id").GetString()!, Told);
        var events = await stage.Events.DistinctAsync(Count);
        await stage.AssertNothingLeftAsync(worker);

        Assert.Equal(Count, expected.Count);
        AssertEveryKindIsThere(expected.Values);
        Assert.Equal(Count, events.Select(received => received.Properties.MessageId).Distinct().Count());
        var came = events.DistinctBy(received => received.Properties.MessageId)
            .ToDictionary(IdOf, Told, StringComparer.Ordinal);
        var wrong = expected.Where(one => came.GetValueOrDefault(one.Key, "nothing") != one.Value)
            .Select(one => $"{one.Key}: expected {one.Value}, came {came.GetValueOrDefault(one.Key, "nothing")}")
            .ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} are wrong:\n{string.Join('\n', wrong.Take(20))}");
        Assert.All(events.Where(received => !received.IsRejection), AssertIsWhole);
        Assert.All(
            events.Where(received => received.IsRejection).Select(received => received.Rejected),
            rejected => Assert.Equal(("plate \"NaN\" \\ -Infinity", "pika NaN"), (rejected.VisitId, rejected.Source)));
    }

    private static void AssertEveryKindIsThere(IEnumerable<string> expected)
    {
        var kinds = expected.ToHashSet();
        Assert.Superset(EverySet.Sets.Select(set => $"inputs {set}").ToHashSet(), kinds);
        Assert.Superset(
            new HashSet<string>
            {
                "reasons  too_few_bands", "reasons alpha missing", "reasons delta sentinel", "reasons r out_of_range",
                "reasons redshift out_of_range", "reasons measurements out_of_range",
                "reasons alpha out_of_range, delta out_of_range",
            },
            kinds);
    }

    private static void AssertIsWhole(ReceivedEvent received)
    {
        var classified = received.Classified;
        Assert.Equal(("plate \"NaN\" \\ -Infinity", "pika NaN"), (classified.VisitId, classified.Source));
        Assert.Equal(0.95, classified.Candidates!.Coverage);
        Assert.InRange(classified.Novelty!.Value, 0, 1);
        Assert.Equal("every-set", classified.Model.Version);
    }

    private static string IdOf(ReceivedEvent received) => received.IsRejection
        ? received.Rejected.ObservationId!
        : received.Classified.ObservationId;

    private static string Told(JsonElement expected) => expected.TryGetProperty("inputs", out var inputs)
        ? ToldOf(inputs.EnumerateArray().Select(name => name.GetString()!))
        : ToldOf(expected.GetProperty("reasons").EnumerateArray()
            .Select(one => (one[0].GetString(), one[1].GetString()!)));

    private static string Told(ReceivedEvent received) => received.IsRejection
        ? ToldOf(received.Rejected.Reasons.Select(reason => (reason.Field, reason.Code)))
        : ToldOf(received.Classified.Inputs!);

    private static string ToldOf(IEnumerable<string> inputs) => $"inputs {string.Join(' ', inputs)}";

    private static string ToldOf(IEnumerable<(string? Field, string Code)> reasons) =>
        $"reasons {string.Join(", ", reasons.Order().Select(reason => $"{reason.Field} {reason.Code}"))}";

    /// <summary>A small model for every choice of three or more bands, and for two measurements.</summary>
    public sealed class EverySet : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public EverySet() => SmallModel.Train(iterations: 3, sets: Sets).Promote(Store, "every-set");

        internal static IReadOnlyList<InputSet> Sets { get; } =
            [.. InputSet.All, InputSet.Of(["u", "g", "r", "i", "z", "cModelMag_r", "psfMag_r"])];

        internal string Store => _folder.Path;

        public void Dispose() => _folder.Dispose();
    }
}

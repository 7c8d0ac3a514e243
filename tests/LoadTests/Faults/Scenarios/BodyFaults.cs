using System.Text;
using Streaming.LoadTests.Faults.Accounting;

namespace Streaming.LoadTests.Faults.Scenarios;

/// <summary>Bodies that are no observations, among those that are.</summary>
internal static class BodyFaults
{
    private const string Json = "application/json";
    private const string Envelope = "application/vnd.masstransit+json";
    private const int Megabyte = 1_000_000;

    public static IEnumerable<FaultScenario> All { get; } =
    [
        FaultScenario.OfStream(
            "poison", "Bodies of 19 kinds that are no observations among good ones, 20 of each, and 4 of 20 MB", PoisonAsync,
            new FaultOptions { Bounds = new FaultBounds { IsSeen = false, MemoryGrowth = 500 } }),
    ];

    private static async Task PoisonAsync(FaultStage stage)
    {
        await stage.BreakAsync(
            async () =>
            {
                Add(stage, [], Json);
                Add(stage, "null"u8.ToArray(), Json);
                for (var i = 0; i < stage.Bench.Of(20, 5); i++)
                {
                    foreach (var (body, type, headers) in Kinds(i))
                    {
                        Add(stage, body, type, headers);
                    }

                    await stage.FlowAsync(0.2);
                }

                for (var i = 0; i < stage.Bench.Of(4, 1); i++)
                {
                    Add(stage, Of($"huge {i} {new string('x', 20 * Megabyte)}"), Json);
                    await stage.FlowAsync(1);
                }
            },
            1,
            () => Task.CompletedTask);
    }

    // The number makes each body one of its own.
    private static IEnumerable<(byte[] Body, string? Type, Dictionary<string, object?>? Headers)> Kinds(int number)
    {
        var night = $$"""{"observationId":"poison-{{number}}","observedAt":"2026-01-15T20:00:00Z","alpha":1,"delta":2""";
        yield return (Of($"not JSON {number}"), Json, null);
        yield return (Of($"{{\"observationId\": \"cut {number}"), Json, null);
        yield return (Of($"[{number}]"), Json, null);
        yield return (Of($"{number}"), Json, null);
        yield return (Of($"\"text {number}\""), Json, null);
        yield return (Of($"{{\"number\": {number}}}"), Json, null);
        yield return (Of($"{night},\"u\":\"bright\",\"g\":[1],\"r\":{{}},\"i\":true,\"z\":1e999}}"), Json, null);
        yield return (Of($"{night},\"measurements\":[{number}],\"g\":20,\"r\":20,\"i\":20}}"), Json, null);
        yield return (Of($"{night},\"g\":1e{number + 400},\"r\":20,\"i\":20}}"), Json, null);
        yield return (Of($"{night}}}{night}}}"), Json, null);
        yield return ([0xFF, 0xFE, 0x00, (byte)number, 0xC3, 0x28], Json, null);
        yield return (Of(new string('[', 20_000 + number)), Json, null);
        yield return (Of($"{{\"number\": {number}, \"a\": {new string('[', 5_000)}{new string(']', 5_000)}}}"), Json, null);
        yield return (Of($"{{\"messageType\": [\"urn:message:Other:Thing\"], \"message\": {{\"n\": {number}}}}}"), Envelope, null);
        yield return (Of($"{{\"host\": {{}}, \"number\": {number}}}"), Envelope, null);
        yield return (Of($"no content type {number}"), null, null);
        yield return (Of($"of another kind {number}"), "image/fits; charset=\"\u00e9\"", null);
        yield return (Of($"under a wrong type {number}"), Json, new Dictionary<string, object?>
        {
            ["MT-MessageType"] = "urn:message:Other:Thing",
            ["traceparent"] = "no trace",
            ["timestamp_in_ms"] = "no time",
            ["many"] = new List<object?> { 1, "two", null },
        });
        yield return (Of($"a large one {number} {new string('x', Megabyte)}"), Json, null);
    }

    private static void Add(
        FaultStage stage, byte[] body, string? type, Dictionary<string, object?>? headers = null)
    {
        var entry = stage.Account.Open(body, sound: null)
            ?? throw new InvalidOperationException("the same body twice");
        stage.Publisher.Add(new Letter(entry, body, type, headers));
    }

    private static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);
}

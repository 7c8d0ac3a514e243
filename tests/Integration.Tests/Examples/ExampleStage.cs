using System.Text.Json;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Examples;

/// <summary>Runs an example of <c>docs/examples</c> as it stands, beside a real worker and a real broker.</summary>
internal static class ExampleStage
{
    public static string Folder { get; } = Path.Combine(Checkout.Root, "docs", "examples");

    public static ChildProcess Start(
        string program, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        ChildProcess.Start(program, arguments, environment ?? new Dictionary<string, string?>());

    /// <summary>Waits until it has ended well and returns what it wrote.</summary>
    public static async Task<string> OutputAsync(
        string program, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        await using var process = Start(program, arguments, environment);
        var exitCode = await process.ExitAsync(Patience.Token());
        Assert.True(
            exitCode == 0,
            $"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{process.Output}\n{process.Errors}");
        return process.Output;
    }

    /// <summary>Returns when a further subscriber stands beside the stage's own: events from now on reach it.</summary>
    public static Task SubscribedAsync(this Stage stage, ChildProcess subscriber, string exchange) =>
        Patience.UntilAsync(
            async () => await stage.Host.BindingsAsync(exchange, Patience.Token()) == 2,
            "a subscriber to bind its queue",
            () => $"{subscriber.Output}\n{subscriber.Errors}");

    /// <summary>The ids of the observations that the worker has classified, once there are so many.</summary>
    public static async Task<IEnumerable<string>> ClassifiedAsync(this Stage stage, int count) =>
        (await stage.Events.CountAsync(count)).Select(received => received.Classified.ObservationId).Order();

    /// <summary>Writes observations of a simulated night, a line each, as a pipeline would.</summary>
    public static async Task<IReadOnlyList<string>> WriteVisitAsync(string path, int count)
    {
        var visit = Stage.Observations(count);
        await File.WriteAllLinesAsync(
            path,
            visit.Select(observation => JsonSerializer.Serialize(observation, JsonSerializerOptions.Web)),
            Patience.Token());
        return [.. visit.Select(observation => observation.ObservationId!).Order()];
    }
}

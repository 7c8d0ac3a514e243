using System.Globalization;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary><c>worker classify</c> beside the stream: the same rows, the same answers.</summary>
public sealed class ClassifyTests(BrokerFixture broker) : IDisposable
{
    private const int Count = 3_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_table_gets_the_answers_that_its_rows_get_in_the_stream()
    {
        var night = Path.Combine(_folder.Path, "night.csv");
        await RunAsync(
            Checkout.TelescopeAssembly, "simulate", "--count", $"{Count}", "--photometric", "0.5", "--missing-bands", "0.3",
            "--out", night);
        await RunAsync(
            Checkout.WorkerAssembly, "classify", night, "--store", Checkout.Models, "--columns", "observation_id",
            "--out", Path.Combine(_folder.Path, "classified.csv"));

        await using var stage = await Stage.SetAsync(await broker.CreateVirtualHostAsync());
        var worker = await stage.StartWorkerAsync(Checkout.Models);
        await RunAsync(
            Checkout.TelescopeAssembly, "publish", "--file", night, "--broker", stage.Host.Address.AbsoluteUri);
        var events = await stage.Events.DistinctAsync(Count);
        await stage.AssertNothingLeftAsync(worker);

        var rows = (await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "classified.csv"), Patience.Token()))[1..]
            .Select(line => line.Split(',')).ToDictionary(cells => cells[0]);
        Assert.All(events.Select(received => received.Classified), answer =>
        {
            var cells = rows[answer.ObservationId];
            Assert.Equal(answer.Class, cells[1]);
            Assert.Equal(answer.Confidence, double.Parse(cells[2], CultureInfo.InvariantCulture));
            Assert.Equal(string.Join(' ', answer.Candidates!.Classes), cells[6].Replace("none", "", StringComparison.Ordinal));
            Assert.Equal(answer.Novelty!.Value, double.Parse(cells[7], CultureInfo.InvariantCulture));
            Assert.Equal(string.Join(' ', answer.Inputs!), cells[8]);
            Assert.Equal(answer.Model.Version, cells[10]);
        });
    }

    private static async Task RunAsync(string assembly, params string[] arguments)
    {
        await using var process = ChildProcess.Start("dotnet", [assembly, .. arguments], new Dictionary<string, string?>());
        Assert.True(await process.ExitAsync(Patience.Token()) == 0, process.Errors);
    }
}

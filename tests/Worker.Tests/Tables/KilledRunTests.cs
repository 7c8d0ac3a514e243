using Streaming.Integration.Tests.Processes;
using Streaming.Worker.Tables;
using Xunit;

namespace Streaming.Worker.Tests.Tables;

/// <summary>The worker as a process of its own, ended in the middle of a table.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Interrupted = 130;

    private readonly TableFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_was_killed_and_then_terminated_ends_as_one_in_one_go()
    {
        await using (var whole = Start("whole.csv", "whole-rejected.jsonl"))
        {
            Assert.Equal(0, await whole.ExitAsync(Cancellation));
        }

        var first = await EndAsync(0, process => process.Kill());
        Assert.NotEqual(0, first.ExitCode);
        var second = await EndAsync(first.Rows, process => process.Terminate());
        Assert.Equal(Interrupted, second.ExitCode);
        await using var last = Start("out.csv", "rejected.jsonl");
        await last.LineAsync(
            line => line.Contains("out.csv.part goes on at row ", StringComparison.Ordinal), Cancellation);
        Assert.Equal(0, await last.ExitAsync(Cancellation));

        Assert.Equal(File.ReadAllBytes(_folder["whole.csv"]), File.ReadAllBytes(_folder["out.csv"]));
        Assert.Equal(File.ReadAllBytes(_folder["whole-rejected.jsonl"]), File.ReadAllBytes(_folder["rejected.jsonl"]));
        Assert.Equal(["night.csv", "out.csv", "rejected.jsonl", "whole-rejected.jsonl", "whole.csv"], _folder.Names);
    }

    public void Dispose() => _folder.Dispose();

    // Ends a run once it has written down that it is further than some row.
    private async Task<(int ExitCode, long Rows)> EndAsync(long after, Action<ChildProcess> end)
    {
        await using var process = Start("out.csv", "rejected.jsonl");
        var path = _folder["out.csv.part.json"];
        while (TableCheckpoint.Read(path) is not { } checkpoint || checkpoint.Rows <= after)
        {
            Assert.False(process.HasExited, process.Output + process.Errors);
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }

        end(process);
        var code = await process.ExitAsync(Cancellation);
        return (code, TableCheckpoint.Read(path)!.Rows);
    }

    private ChildProcess Start(string output, string rejected) => ChildProcess.Start(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Streaming.Worker.dll"), "classify", _folder.Input,
            "--out", _folder[output], "--rejected", _folder[rejected], "--store", ShippedModel.StorePath,
        ],
        new Dictionary<string, string?>());
}

using System.Globalization;
using Streaming.Catalogues.Writing;
using Streaming.Worker.Tables;
using Xunit;

namespace Streaming.Worker.Tests.Tables;

public sealed class TablePartsTests : IDisposable
{
    private readonly TableFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("out.csv", null)]
    [InlineData("out.tsv", "rejected.json")]
    [InlineData("out.jsonl", "rejected.csv")]
    public async Task A_run_that_was_stopped_goes_on_and_writes_the_same_as_one_in_one_go(string name, string? rejected)
    {
        var whole = Files($"whole-{name}", rejected is null ? null : $"whole-{rejected}");
        var files = Files(name, rejected);
        var shown = await _folder.RunAsync(whole, Cancellation);
        await _folder.StopAsync(files);
        var left = TableCheckpoint.Read(_folder[$"{name}.part.json"])!;
        Assert.InRange(left.Rows, 1, TableFolder.Rows - 1);
        var next = left.Rows + left.Unread + 1;
        Assert.EndsWith(Line($"the same command goes on at row {next:N0}"), _folder.Said, StringComparison.Ordinal);
        Assert.False(File.Exists(files.Output));

        Assert.Equal(shown, await _folder.RunAsync(files, Cancellation));

        Assert.StartsWith(
            Line($"{files.Output}.part goes on at row {next:N0}"), _folder.Said, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(whole.Output), File.ReadAllBytes(files.Output));
        Assert.Equal(
            File.ReadAllBytes(whole.Rejected ?? whole.Output), File.ReadAllBytes(files.Rejected ?? files.Output));
        Assert.DoesNotContain(_folder.Names, name => name.Contains(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_in_binary_is_gone_on_with_as_well()
    {
        await _folder.RunAsync(Files("night.parquet"), Cancellation);
        var whole = Files("whole.csv") with { Input = _folder["night.parquet"] };
        var files = whole with { Output = _folder["out.csv"] };
        await _folder.RunAsync(whole, Cancellation);
        await _folder.StopAsync(files);

        await _folder.RunAsync(files, Cancellation);

        Assert.Contains("out.csv.part goes on at row ", _folder.Said, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(whole.Output), File.ReadAllBytes(files.Output));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(9_001)]
    public async Task A_part_may_end_anywhere_and_what_comes_behind_its_checkpoint_is_written_again(int rows)
    {
        var whole = Files("whole.csv");
        var files = Files("out.csv");
        await _folder.RunAsync(whole, Cancellation);
        await _folder.StopAsync(files);
        var lines = File.ReadLines(whole.Output).Take(rows + 1).Sum(line => (long)line.Length + 1);
        var path = _folder["out.csv.part.json"];
        var left = TableCheckpoint.Read(path)!;
        (left with { Rows = rows, Unread = 1, Output = left.Output with { Bytes = lines } }).Write(path);
        File.AppendAllText($"{files.Output}.part", File.ReadAllText(whole.Output));

        await _folder.RunAsync(files, Cancellation);

        Assert.StartsWith(
            Line($"{files.Output}.part goes on at row {rows + 2:N0}"), _folder.Said, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(whole.Output), File.ReadAllBytes(files.Output));
    }

    [Fact]
    public async Task Another_command_begins_anew_and_says_why()
    {
        await _folder.StopAsync(Files("out.csv"));
        var other = Files("out.csv") with { Columns = ["alpha"] };

        await _folder.RunAsync(other, Cancellation);

        Assert.StartsWith(
            $"{other.Output}.part is begun anew: --columns was another", _folder.Said, StringComparison.Ordinal);
        Assert.StartsWith("alpha,predicted_class,", File.ReadAllText(other.Output), StringComparison.Ordinal);
        Assert.Equal(["night.csv", "out.csv"], _folder.Names);
    }

    [Fact]
    public async Task A_part_of_which_something_is_gone_is_begun_anew()
    {
        var files = Files("out.csv");
        await _folder.StopAsync(files);
        File.WriteAllText($"{files.Output}.part", "cut");

        await _folder.StopAsync(files);

        Assert.Contains(".part is begun anew: less of it is there than was", _folder.Said, StringComparison.Ordinal);
        File.WriteAllText($"{files.Output}.part.json", "{");
        await _folder.RunAsync(files, Cancellation);
        Assert.Contains(".part.json is broken", _folder.Said, StringComparison.Ordinal);
        Assert.Equal(TableFolder.Rows - 20 + 1, File.ReadLines(files.Output).Count());
    }

    [Theory]
    [InlineData("out.csv.part", "--out")]
    [InlineData("rejected.csv.part", "--rejected")]
    public async Task A_second_run_is_refused_and_spoils_nothing(string held, string option)
    {
        var files = Files("out.csv", "rejected.csv");
        await _folder.StopAsync(files);
        var left = _folder.Names.ToList();
        using (var other = TableOutput.OpenPart(_folder[held][..^".part".Length]))
        {
            other.IsKept = true;

            var fault = await Assert.ThrowsAsync<FailureException>(() => _folder.RunAsync(files, Cancellation));

            Assert.Equal($"{option} {other.Part[..^".part".Length]}: another run is writing it", fault.Message);
            Assert.Equal(left, _folder.Names);
        }

        await _folder.RunAsync(files, Cancellation);
        Assert.Contains("out.csv.part goes on at row ", _folder.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_table_leaves_nothing_to_go_on_with()
    {
        var files = Files("out.csv", "rejected.csv");
        File.AppendAllText(_folder.Input, "x,1,2,\"3\n");
        await _folder.StopAsync(files);

        await Assert.ThrowsAsync<FailureException>(() => _folder.RunAsync(files, Cancellation));

        Assert.Contains("out.csv.part goes on at row ", _folder.Said, StringComparison.Ordinal);
        Assert.Equal(["night.csv"], _folder.Names);
    }

    [Fact]
    public async Task A_disk_that_fails_leaves_what_there_is()
    {
        var files = Files("out.csv");
        await _folder.StopAsync(files);
        Directory.CreateDirectory(files.Output);

        var fault = await Assert.ThrowsAsync<FailureException>(() => _folder.RunAsync(files, Cancellation));

        Assert.Equal($"--out {files.Output}: a folder, not a file", fault.Message);
        Assert.Equal(["night.csv", "out.csv.part", "out.csv.part.json"], _folder.Names);
    }

    [Fact]
    public async Task Two_outputs_of_one_name_are_refused()
    {
        var fault = await Assert.ThrowsAsync<FailureException>(
            () => _folder.RunAsync(Files("out.csv", "out.csv"), Cancellation));

        Assert.Equal($"--rejected {_folder["out.csv"]}: --out has the same name", fault.Message);
    }

    public void Dispose() => _folder.Dispose();

    private TableFiles Files(string output, string? rejected = null) =>
        new(_folder.Input, _folder[output], rejected is null ? null : _folder[rejected], Columns: null);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture) + "\n";
}

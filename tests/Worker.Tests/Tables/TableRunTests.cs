using System.Globalization;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;
using Streaming.Contracts;
using Streaming.Simulation;
using Streaming.Worker.Consuming;
using Streaming.Worker.Tables;
using Xunit;

namespace Streaming.Worker.Tests.Tables;

public sealed class TableRunTests : IDisposable
{
    private const int Rows = 20_000;
    private const string Header = "observation_id,alpha,delta,u,g,r,i,z,redshift,class";

    private static readonly IReadOnlyList<SimulatedObservation> Night =
    [
        .. new SimulatedNight(new NightOptions { PhotometricShare = 0.4, MissingBandsShare = 0.3, FaultyShare = 0 })
            .Observe(Rows),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streaming-tables-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_table_is_classified_as_the_stream_classifies_its_observations()
    {
        await RunAsync(Write("night.csv", Text(Night)), Path("out.csv"));

        var lines = File.ReadAllLines(Path("out.csv"));
        var outcomes = Night.Chunk(500).SelectMany(batch => ShippedModel.Classifier().Classify(
            [.. batch.Select(one => new IncomingMessage(Bodies.Json(one.Observation), "application/json", "observations"))])).ToList();
        Assert.Equal(
            Header + ",predicted_class,confidence,probability_star,probability_galaxy,probability_qso,candidates,novelty,"
            + "inputs,priors,model",
            lines[0]);
        var place = 1;
        foreach (var (made, outcome) in Night.Zip(outcomes))
        {
            if (outcome.Classified is { } answer)
            {
                Assert.Equal(Values($"{Row(made)},{Written(answer)}"), Values(lines[place++]));
            }
        }

        Assert.Equal(lines.Length, place);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("csv.gz")]
    [InlineData("tsv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    [InlineData("fits")]
    public async Task Every_format_holds_the_same_answers(string end)
    {
        var input = Write("night.csv", Text(Night.Take(3_000)));
        await RunAsync(input, Path("plain.csv"));

        await RunAsync(input, Path($"out.{end}"));

        Assert.Equal(Read(Path("plain.csv")), Read(Path($"out.{end}")));
    }

    [Theory]
    [InlineData("fits")]
    [InlineData("parquet")]
    public async Task A_table_of_32_bits_is_given_the_same_answers_as_one_of_text(string end)
    {
        string[] names = ["u", "g", "r", "i", "z", "redshift"];
        ColumnValues[] columns =
            [.. names.Select(name => new ColumnValues(new TableColumn(name, ColumnKind.Number) { IsSingle = true }))];
        foreach (var one in Night.Take(3_000).Select(made => made.Observation))
        {
            double?[] numbers = [one.U, one.G, one.R, one.I, one.Z, one.Redshift];
            foreach (var (column, number) in columns.Zip(numbers))
            {
                column.Add((float)(number ?? double.NaN));
            }
        }

        foreach (var name in new[] { "night.csv", $"night.{end}" })
        {
            using var writer = TableOutput.Create(Path(name));
            writer.Write(columns, [.. Enumerable.Range(0, columns[0].Count)]);
            writer.Complete();
        }

        await RunAsync(Path("night.csv"), Path("text.csv"));
        await RunAsync(Path($"night.{end}"), Path("binary.csv"));

        Assert.Equal(File.ReadAllText(Path("text.csv")), File.ReadAllText(Path("binary.csv")));
    }

    [Fact]
    public async Task A_table_that_was_classified_is_classified_again_in_place_of_the_former_answers()
    {
        var input = Write("night.csv", Text(Night.Take(200)));
        await RunAsync(input, Path("once.parquet"));

        await RunAsync(Path("once.parquet"), Path("twice.csv"));

        await RunAsync(input, Path("once.csv"));
        Assert.Equal(Read(Path("once.csv")), Read(Path("twice.csv")));
        Assert.Contains("its columns predicted_class, confidence,", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_cannot_be_classified_go_to_a_table_of_their_own_with_line_and_reason()
    {
        var input = Write(
            "night.csv", "id,u,g,r,i,z\na,20,19,18,17,16\nb,20,bright,18,17,16\nc,20\nd,,,18,17,\ne,20,19,18,17,45\n");

        var summary = await RunAsync(input, Path("out.csv"), Path("rejected.csv"), ["id"]);

        Assert.Equal((1, 4), (summary.Classified, summary.Rejected));
        Assert.Equal(
            """
            line,code,field,reason,id
            3,wrong_type,g,g is not a number,b
            4,unreadable,,2 fields instead of 6,
            5,too_few_bands,,"only r i of the bands are measured, at least 3 are needed",d
            6,out_of_range,z,"z is 45, outside [-5, 40]",e

            """,
            File.ReadAllText(Path("rejected.csv")));
        Assert.StartsWith("id,predicted_class,", File.ReadAllText(Path("out.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_found_before_anything_is_written_and_leaves_nothing_behind()
    {
        var good = Text(Night.Take(60_000));
        File.WriteAllText(Path("out.csv"), "as it was");

        var fault = await Assert.ThrowsAsync<FailureException>(
            () => RunAsync(Write("cut.csv", good + "x,1,2,\"3\n"), Path("out.csv")));

        Assert.Equal($"{Path("cut.csv")}: line {Rows + 2}: a quote opens here that nothing closes", fault.Message);
        Assert.Equal("as it was", File.ReadAllText(Path("out.csv")));
        Assert.Equal(["cut.csv", "out.csv"], _folder.GetFiles().Select(file => file.Name).Order());
    }

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.csv.gz")]
    [InlineData("out.parquet")]
    public async Task Ctrl_C_before_the_first_row_leaves_nothing_behind(string name)
    {
        using var stop = new CancellationTokenSource();
        var input = Write("night.csv", Text(Night));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(input, Path(name), stop: stop.Token));

        Assert.Equal(["night.csv"], _folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public async Task Fluxes_that_appear_later_in_a_file_stop_it()
    {
        var rows = string.Concat(Enumerable.Range(0, 40_000).Select(i => i < 20_000 ? "20,19,18\n" : "250,300,350\n"));

        var fault = await Assert.ThrowsAsync<FailureException>(
            () => RunAsync(Write("flux.csv", "u,g,r\n" + rows), Path("out.csv")));

        Assert.Contains("fluxes, not magnitudes?", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path("out.csv")));
    }

    [Fact]
    public async Task The_summary_compares_with_the_classes_of_the_table()
    {
        var summary = await RunAsync(Write("night.csv", Text(Night)), Path("out.csv"));

        summary.Write(Screen.OfText("worker", _output, _error), "line");

        Assert.Matches(@"of [\d,]+ rows with a class of their own, 9\d\.\d % are given the same", _output.ToString());
        Assert.Contains("by u g r i z redshift: ", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3_000)]
    [InlineData(1)]
    public async Task A_page_shows_what_was_found(int rows)
    {
        var summary = await RunAsync(Write("night.csv", Text(Night.Take(rows)) + "x,1,2\n"), Path("out.csv"));

        var page = new TablePage(summary.Counts, summary.Sample!, "line").Of("night.csv", "by a model", ["a note"]).ToHtml();

        Assert.Contains("rows were classified, 1 could not be", page, StringComparison.Ordinal);
        Assert.Contains("a note", page, StringComparison.Ordinal);
        Assert.Contains($"line {rows + 2}: 3 fields instead of 10", page, StringComparison.Ordinal);
        Assert.All(
            ["How sure", "Colours", "Sky", "Against the table&#39;s own classes", "What was not classified"],
            heading => Assert.Contains($"<h2>{heading}</h2>", page, StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    private async Task<TableSummary> RunAsync(
        string input,
        string output,
        string? rejected = null,
        IReadOnlyList<string>? columns = null,
        CancellationToken? stop = null)
    {
        var classifier = new TableClassifier(ShippedModel.Snapshot, SmallModel.Scorer(), settings: "", source: null);
        var files = new TableFiles(input, output, rejected, columns);
        using var catalogue = files.Open(new CatalogueRequest { Class = ClassUse.Optional });
        var summary = new TableSummary { Sample = new TableSample() };
        await files.WriteAsync(
            catalogue,
            classifier,
            summary,
            Screen.OfText("worker", _output, _error),
            stop ?? TestContext.Current.CancellationToken);
        return summary;
    }

    private static List<string> Read(string path)
    {
        using var file = TableFile.Open(path);
        var (rows, block) = (new List<string>(), file.Reader.NewBlock());
        while (file.Reader.Read(block))
        {
            rows.AddRange(Enumerable.Range(0, block.Rows).Select(
                row => string.Join(',', block.Columns.Select(column => column.TryNumber(row, out var number)
                    ? number.ToString("R", CultureInfo.InvariantCulture)
                    : column.Text(row)))));
        }

        return rows;
    }

    private static string Text(IEnumerable<SimulatedObservation> night) =>
        string.Concat(night.Select(Row).Prepend(Header).Select(row => row + "\n"));

    private static string Row(SimulatedObservation made)
    {
        var o = made.Observation;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{o.ObservationId},{o.Alpha},{o.Delta},{o.U},{o.G},{o.R},{o.I},{o.Z},{o.Redshift},{made.Class}");
    }

    private static string Written(ObjectClassified answer)
    {
        var candidates = answer.Candidates!.Classes.Count == 0
            ? ClassifiedBlock.NoCandidate
            : string.Join(' ', answer.Candidates.Classes);
        return FormattableString.Invariant($"{answer.Class},{answer.Confidence},{answer.Probabilities.Star},")
            + FormattableString.Invariant($"{answer.Probabilities.Galaxy},{answer.Probabilities.Qso},{candidates},")
            + FormattableString.Invariant($"{answer.Novelty},{string.Join(' ', answer.Inputs!)},,{answer.Model.Version}");
    }

    // Numbers by their value: 0.000095 is 9.5E-05.
    private static IEnumerable<object> Values(string line) => line.Split(',').Select(cell =>
        double.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? (object)number : cell);

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }
}

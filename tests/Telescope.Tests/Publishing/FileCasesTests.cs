using System.Globalization;
using System.Text;
using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Tests.Cases;
using Streaming.Catalogues.Writing;
using Streaming.Contracts;
using Streaming.Telescope.Publishing;
using Xunit;

namespace Streaming.Telescope.Tests.Publishing;

/// <summary>Files of the shapes that people have, published.</summary>
public sealed class FileCasesTests
{
    private readonly PublishedFile _published = new();

    public static TheoryData<string> Files { get; } = [.. CaseFiles.All.Select(file => file.Name)];

    public static TheoryData<string> Formats { get; } =
    [
        "tab.tsv", "semicolon.csv", "pipe.csv", "blanks.txt", "semicolon-decimal-comma.csv", "gzip.csv.gz",
        "bom-crlf.csv", "utf16.csv", "table1.csv", "comments.csv", "hash-header.txt", "quoted-newline.csv", "class-beside-label.csv",
        "classes-words.csv", "classes-codes.csv", "binary.fits", "tabledata.vot", "binary2.vot", "table.ecsv",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_is_published_or_refused_as_expected(string name)
    {
        var file = CaseFiles.Of(name);
        if (file.Fault is { } words)
        {
            var fault = await Assert.ThrowsAsync<CatalogueException>(() => ReadAsync(name));
            Assert.Contains(words, fault.Message, StringComparison.Ordinal);
            return;
        }

        var read = await ReadAsync(name);

        Assert.Equal((file.Rows, file.Rows), (read.Count, _published.Count));
        Assert.Null(_published.Remark);
        Assert.Equal(file.Rows, read.Select(o => o.ObservationId).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_format_gives_the_same_messages(string name)
    {
        var plain = await ReadAsync("plain.csv");
        var other = await ReadAsync(name);

        Assert.Equal(Bodies(plain), Bodies(other));
        Assert.Equal(CaseRows.IdOf(1).ToString(CultureInfo.InvariantCulture), other[1].ObservationId);
    }

    [Theory]
    [InlineData("table.jsonl")]
    [InlineData("table.jsonl.gz")]
    [InlineData("table.parquet")]
    [InlineData("table.fits.gz")]
    public async Task Every_format_that_is_written_here_gives_the_same_messages(string name)
    {
        using var file = new TemporaryFile(name);
        using (var table = TableFile.Open(Path.Combine(CaseFiles.Folder, "plain.csv")))
        using (var output = TableOutput.Create(file.Path))
        {
            for (var block = table.Reader.NewBlock(); table.Reader.Read(block);)
                output.Write(block.Columns, [.. Enumerable.Range(0, block.Rows)]);
            output.Complete();
        }

        Assert.Equal(Bodies(await ReadAsync("plain.csv")), Bodies(await ReadAsync(file.Path)));
    }

    [Fact]
    public async Task Fluxes_of_LSST_are_published_as_the_magnitudes_that_they_are()
    {
        var plain = await ReadAsync("plain.csv");
        var fluxes = await ReadAsync("lsst-flux.csv");

        Assert.All(plain.Zip(fluxes), pair => Assert.Equal(pair.First.R!.Value, pair.Second.R!.Value, 1e-4));
        Assert.All(fluxes, o => Assert.Null(o.Redshift));
        Assert.Contains("read as lsst: u = u_psfFlux (nJy, made AB)", _published.Notices[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redshift_called_z_beside_bands_is_told()
    {
        var plain = await ReadAsync("plain.csv");
        var read = await ReadAsync("band-or-redshift.csv");

        Assert.Equal(plain.Select(o => o.Redshift), read.Select(o => o.Redshift));
        Assert.Contains(_published.Notices, notice => notice.Contains("z is the redshift", StringComparison.Ordinal));
    }

    private Task<List<ObservationReceived>> ReadAsync(string name) =>
        _published.ReadAsync(new CatalogueRequest { Measurements = null }, Path.Combine(CaseFiles.Folder, name));

    // Numbers as the text files have them.
    private static IEnumerable<string> Bodies(IEnumerable<ObservationReceived> observations) =>
        MessageForm.Single.Write(observations.Select(Rounded))
            .Select(message => Encoding.UTF8.GetString(message.Body.Span));

    private static ObservationReceived Rounded(ObservationReceived o) => o with
    {
        Alpha = Round(o.Alpha),
        Delta = Round(o.Delta),
        U = Round(o.U),
        G = Round(o.G),
        R = Round(o.R),
        I = Round(o.I),
        Z = Round(o.Z),
        Redshift = Round(o.Redshift),
    };

    private static double? Round(double? number) => number is { } value ? Math.Round(value, 5) + 0.0 : null;
}

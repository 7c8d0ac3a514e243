using System.IO.Compression;
using System.Text;
using Streaming.Classification.Scoring;
using Streaming.Trainer.Importing;

namespace Streaming.Trainer.Tests.Importing;

public sealed class ModelFormTests : IDisposable
{
    private const string Xgboost = "--xgboost";
    private const string LightGbm = "--lightgbm";
    private static readonly string[] First = ["--rounds", $"{XgboostFixture.First}"];
    private readonly ImportStage _stage = new();

    public void Dispose() => _stage.Dispose();

    /// <summary>Ways that the content of a text may lie in a file.</summary>
    public static TheoryData<string> Texts { get; } = ["utf-8 mark", "utf-16", "utf-16be", "lines", "all in gzip"];

    [Fact]
    public void UBJSON_gives_the_trees_of_JSON_bit_by_bit()
    {
        var json = Xgb(Encoding.UTF8.GetBytes(XgboostFixture.Text()));
        var ubjson = Xgb(XgboostFixture.FirstRounds());

        Assert.Equal(XgboostFixture.First, ubjson.Rounds);
        Assert.Equal(json.FeatureNames, ubjson.FeatureNames);
        Assert.All(ubjson.Trees.Zip(json.Trees), pair =>
        {
            Assert.Equal(pair.Second.Splits, pair.First.Splits);
            Assert.Equal(pair.Second.Leaves, pair.First.Leaves);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_in_UBJSON_says_what_the_same_one_in_JSON_says(bool isPacked)
    {
        var content = XgboostFixture.FirstRounds();
        using var other = new ImportStage();
        var expected = await other.ImportAsync(Xgboost, XgboostFixture.Text(), First);

        var said = await _stage.ImportAsync(Xgboost, isPacked ? Gzip(content) : content);

        AssertSame(expected, said);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task JSON_is_read_however_the_text_lies_there(string way)
    {
        using var other = new ImportStage();
        var expected = await other.ImportAsync(Xgboost, XgboostFixture.Text(), First);

        AssertSame(expected, await _stage.ImportAsync(Xgboost, Laid(XgboostFixture.Model().ToString(), way), First));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void LightGBMs_text_is_read_however_it_lies_there(string way)
    {
        using var model = LightGbmFixture.Train(LightGbmFixture.Multiclass, rounds: 2);
        var expected = Lgb(Encoding.UTF8.GetBytes(model.Text()));

        var read = Lgb(Laid(model.Text(), way));

        Assert.Equal(expected.FeatureNames, read.FeatureNames);
        Assert.Equal(6, read.Trees.Count);
        Assert.All(expected.Trees.Zip(read.Trees), pair =>
        {
            Assert.Equal(pair.First.Splits, pair.Second.Splits);
            Assert.Equal(pair.First.Leaves, pair.Second.Leaves);
        });
    }

    [Fact]
    public async Task A_model_of_the_other_library_is_told_with_its_option()
    {
        using var model = LightGbmFixture.Train(LightGbmFixture.Multiclass, rounds: 2);

        Assert.EndsWith(
            "this is LightGBM's text format; give it with --lightgbm",
            await _stage.RefusalAsync(Xgboost, Gzip(Encoding.UTF8.GetBytes(model.Text()))),
            StringComparison.Ordinal);
        foreach (var content in (byte[][])[Encoding.UTF8.GetBytes(XgboostFixture.Text()), XgboostFixture.FirstRounds()])
        {
            using var other = new ImportStage();
            Assert.EndsWith(
                "this is a model of XGBoost; give it with --xgboost",
                await other.RefusalAsync(LightGbm, content),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_unpacks_to_more_than_any_model_is_not_unpacked()
    {
        var bomb = Gzip(new byte[BoundedRead.Most + 1]);

        Assert.InRange(bomb.Length, 1, BoundedRead.Most / 50);
        Assert.Contains(
            "gzip unpacks to more than 128 MiB",
            Assert.Throws<FailureException>(() => Xgb(bomb)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_larger_than_any_model_is_not_read()
    {
        var path = _stage.Folder.File("large");
        using (var large = File.Create(path))
        {
            large.SetLength(BoundedRead.Most + 1L);
        }

        Assert.Contains(
            $"{path}: more than 128 MiB",
            Assert.Throws<FailureException>(() => ModelSource.Read(Xgboost, path)).Message,
            StringComparison.Ordinal);
    }

    internal static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Laid(string text, string way) => way switch
    {
        "utf-8 mark" => Marked(Encoding.UTF8, text),
        "utf-16" => Marked(Encoding.Unicode, text),
        "utf-16be" => Marked(Encoding.BigEndianUnicode, text),
        "lines" => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")),
        "all in gzip" => Gzip(Marked(Encoding.UTF8, text.ReplaceLineEndings("\r\n"))),
        _ => throw new ArgumentException(way, nameof(way)),
    };

    private static byte[] Marked(Encoding encoding, string text) =>
        [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

    private static void AssertSame(ModelSnapshot expected, ModelSnapshot said)
    {
        var rows = XgboostFixture.Rows(XgboostFixture.Expected).Select(row => row.Observation).ToArray();
        Assert.Equal(expected.Probabilities(rows), said.Probabilities(rows));
        Assert.Equal(expected.Manifest.Fullest().Sha256, said.Manifest.Fullest().Sha256);
    }

    private static BoostedTrees Xgb(byte[] content) =>
        XgboostReader.Read(new ModelSource(Xgboost, "model", content));

    private static BoostedTrees Lgb(byte[] content) =>
        LightGbmReader.Read(new ModelSource(LightGbm, "model", content));
}

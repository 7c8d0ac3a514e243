using System.IO.Compression;
using System.Text;

namespace Streaming.Trainer.Tests.Importing;

public sealed class ForeignFormTests : IDisposable
{
    private const string Saved = "; save the model with save_model('model.json') or save_model('model.ubj')";
    private readonly ImportStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("", "the file is empty" + Saved)]
    [InlineData(" \r\n", "the file is empty" + Saved)]
    [InlineData("binf\0\0\0?", "XGBoost's old binary format; load it with XGBoost before 3.1 and save it")]
    [InlineData("\0\0\0?\b\0\0\0\u0006\0\0\0\0\0\0\0gbtree", "XGBoost's old binary format; load it with")]
    [InlineData("\u0080\u0004\u0095C", "a Python pickle, as pickle and joblib write; it is not opened" + Saved)]
    [InlineData("\u0080\u0002}q", "a Python pickle")]
    [InlineData("\u0080\u0006}q", "not XGBoost's JSON or UBJSON" + Saved)]
    [InlineData("PK\u0003\u0004", "a zip archive, as skops, ML.NET and PyTorch write" + Saved)]
    [InlineData("\b\b\u0012\bskl2onnx", "a model in ONNX" + Saved)]
    [InlineData("\b\u0007:\u0010", "a model in ONNX" + Saved)]
    [InlineData("\n<!DOCTYPE html>\n", "a web page, not the file that it may offer; download the file")]
    [InlineData("<!-- --><HTML lang=en>", "a web page")]
    [InlineData("<?xml version=\"1.0\"?><Error/>", "an XML document" + Saved)]
    [InlineData("<?xml version=\"1.0\"?>\n<PMML>", "a model in PMML" + Saved)]
    [InlineData("version https://git-lfs.github.com/", "a pointer of Git LFS, not the file; run 'git lfs pull'")]
    [InlineData("booster[0]:\n0:[u<1]", "a dump for people, which dump_model writes" + Saved)]
    [InlineData("[\n  { \"nodeid\": 0", "a list in JSON, which dump_model writes" + Saved)]
    [InlineData("CBM1", "a model of CatBoost; models of XGBoost and LightGBM can be imported")]
    [InlineData("x\u009cxyz", "compressed with zlib, as joblib does" + Saved)]
    [InlineData("\u00fd7zXZ\0", "compressed with xz; unpack it, or pack it with gzip")]
    [InlineData("BZh91AY", "compressed with bzip2")]
    [InlineData("(\u00b5/\u00fd", "compressed with zstd")]
    [InlineData("\u001f\u008b", "the gzip file holds nothing or is cut off")]
    [InlineData("\u001f\u008b\u0009\0\0\0\0\0\0\0", "the gzip file is cut off or broken")]
    [InlineData("hello", "not XGBoost's JSON or UBJSON" + Saved)]
    public async Task What_is_no_model_is_called_by_its_name(string content, string reason) => Assert.Contains(
        $"model: {reason}",
        await _stage.RefusalAsync("--xgboost", Encoding.Latin1.GetBytes(content)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("", "the file is empty; save the model with the booster's save_model('model.txt')")]
    [InlineData("\u0080\u0005\u0095C", "it is not opened; save the model with the booster's save_model('model.txt')")]
    [InlineData("hello", "not LightGBM's text format, whose first line is 'tree'; save the model")]
    [InlineData("{\"name\":\"tree\",\"version\":\"v4\"}", "JSON, which dump_model writes; save the model")]
    public async Task For_LightGBM_the_remedy_is_its_own(string content, string reason) => Assert.Contains(
        reason,
        await _stage.RefusalAsync("--lightgbm", Encoding.Latin1.GetBytes(content)),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_packed_pickle_is_a_pickle_and_gzip_within_gzip_is_told()
    {
        var pickle = ModelFormTests.Gzip([0x80, 4, 0x95]);

        Assert.Contains("a Python pickle", await _stage.RefusalAsync("--xgboost", pickle), StringComparison.Ordinal);
        using var other = new ImportStage();
        Assert.Contains(
            "gzip within gzip; unpack it once",
            await other.RefusalAsync("--xgboost", ModelFormTests.Gzip(pickle)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_of_this_program_is_no_model_of_the_others()
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create))
        {
            zip.CreateEntry("TransformerChain/Version.txt");
        }

        Assert.Contains(
            "a zip archive", await _stage.RefusalAsync("--lightgbm", content.ToArray()), StringComparison.Ordinal);
    }
}

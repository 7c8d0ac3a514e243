using System.Text;

namespace Streaming.Trainer.Importing;

/// <summary>A form that is often taken for a model of XGBoost or LightGBM, and is not read.</summary>
/// <param name="What">What it is.</param>
/// <param name="Remedy">What to do; null when the model must be saved in another form.</param>
internal sealed record ForeignForm(string What, string? Remedy = null)
{
    private const string Unpack = "unpack it, or pack it with gzip";

    private static readonly ForeignForm OldXgboost = new(
        "XGBoost's old binary format",
        "load it with XGBoost before 3.1 and save it with save_model('model.json') or save_model('model.ubj')");

    private static readonly ForeignForm Pickle = new("a Python pickle, as pickle and joblib write; it is not opened");
    private static readonly ForeignForm Zip = new("a zip archive, as skops, ML.NET and PyTorch write");
    private static readonly ForeignForm Onnx = new("a model in ONNX");
    private static readonly ForeignForm Page = new("a web page, not the file that it may offer", "download the file");
    private static readonly ForeignForm TextDump = new("a dump for people, which dump_model writes");

    private static readonly (byte[] Start, ForeignForm Form)[] Starts =
    [
        ("binf"u8.ToArray(), OldXgboost),
        ("bs64"u8.ToArray(), OldXgboost),
        ([0x80, 2], Pickle),
        ([0x80, 3], Pickle),
        ([0x80, 4], Pickle),
        ([0x80, 5], Pickle),
        ("PK\u0003\u0004"u8.ToArray(), Zip),
        ("PK\u0005\u0006"u8.ToArray(), Zip),
        ("booster["u8.ToArray(), TextDump),
        ("["u8.ToArray(), new("a list in JSON, which dump_model writes")),
        ("CBM1"u8.ToArray(), new("a model of CatBoost", "models of XGBoost and LightGBM can be imported")),
        ("version https://git-lfs"u8.ToArray(), new("a pointer of Git LFS, not the file", "run 'git lfs pull'")),
        ([0x1F, 0x8B], new("gzip within gzip", "unpack it once")),
        ("BZh"u8.ToArray(), new("compressed with bzip2", Unpack)),
        ([0xFD, .. "7zXZ"u8], new("compressed with xz", Unpack)),
        ([0x28, 0xB5, 0x2F, 0xFD], new("compressed with zstd", Unpack)),
        ([0x78, 0x01], new("compressed with zlib, as joblib does")),
        ([0x78, 0x5E], new("compressed with zlib, as joblib does")),
        ([0x78, 0x9C], new("compressed with zlib, as joblib does")),
        ([0x78, 0xDA], new("compressed with zlib, as joblib does")),
    ];

    /// <returns>What the content is, or null when it is none of these.</returns>
    public static ForeignForm? Find(ReadOnlySpan<byte> content)
    {
        if (content.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new ForeignForm("the file is empty");
        }

        foreach (var (start, form) in Starts)
        {
            if (content.StartsWith(start))
            {
                return form;
            }
        }

        return IsOnnx(content) ? Onnx : IsHeadlessXgboost(content) ? OldXgboost : Markup(content);
    }

    // A protocol buffer: field 1, the format's version, then the producer, a domain, the graph or the operators' sets.
    private static bool IsOnnx(ReadOnlySpan<byte> content) =>
        content is [0x08, > 0 and < 0x20, 0x12 or 0x1A or 0x22 or 0x3A or 0x42, ..];

    // Without "binf" it starts with numbers; the booster's name follows those and the objective.
    private static bool IsHeadlessXgboost(ReadOnlySpan<byte> content)
    {
        var start = content[..Math.Min(content.Length, 256)];
        return start.Contains((byte)0) && (start.IndexOf("gbtree"u8) > 0 || start.IndexOf("gblinear"u8) > 0);
    }

    private static ForeignForm? Markup(ReadOnlySpan<byte> content)
    {
        var start = content.TrimStart(" \t\r\n"u8);
        if (start is not [(byte)'<', ..])
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(start[..Math.Min(start.Length, 1024)]);
        return text.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ? Page
            : new ForeignForm(text.Contains("<PMML", StringComparison.Ordinal) ? "a model in PMML" : "an XML document");
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Tests.Importing;

/// <summary>A model of XGBoost and what XGBoost said with it; fixtures/make.py made them.</summary>
internal static class XgboostFixture
{
    /// <summary>How many rounds <see cref="FirstRounds"/> has.</summary>
    public const int First = 8;

    public static readonly string[] Classes = ["GALAXY", "STAR", "QSO"];

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Importing", "fixtures");

    /// <summary>1,000 rows with XGBoost's probabilities.</summary>
    public static string Expected => Path.Combine(Folder, "previous-system.csv");

    /// <summary>50 rows with those of scikit-learn's wrapper when the best iteration is the 40th.</summary>
    public static string ExpectedAtBest => Path.Combine(Folder, "best-iteration.csv");

    public static string Text() => Encoding.UTF8.GetString(Unpacked("previous-system.json.gz"));

    /// <summary>The first rounds of the model, as XGBoost writes them in UBJSON.</summary>
    public static byte[] FirstRounds() => Unpacked("first-rounds.ubj.gz");

    public static JsonNode Model() => JsonNode.Parse(Text())!;

    public static JsonNode Booster(JsonNode model) => model["learner"]!["gradient_booster"]!;

    public static JsonArray Trees(JsonNode model) => Booster(model)["model"]!["trees"]!.AsArray();

    public static IReadOnlyList<(Observation Observation, double[] Probabilities)> Rows(string file) =>
    [
        .. File.ReadLines(file).Skip(1).Select(line =>
        {
            double[] n = [.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            return (new Observation(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]), n[8..]);
        }),
    ];

    private static byte[] Unpacked(string name)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, name)), CompressionMode.Decompress);
        using var content = new MemoryStream();
        packed.CopyTo(content);
        return content.ToArray();
    }
}

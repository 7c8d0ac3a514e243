using System.Text.Json;
using System.Text.Json.Nodes;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;

namespace Streaming.Classification.Tests;

/// <summary>A package of format 1 as stores hold it: one model.zip, its manifest flat.</summary>
internal static class FormerPackage
{
    private const double Temperature = 1.25;

    /// <summary>
    /// The manifest of the model's fullest ensemble alone: by its names on disk, none of them by a record of ours.
    /// </summary>
    public static JsonObject Manifest(TestModel model, string version)
    {
        var trained = model.Manifest.Fullest();
        return new JsonObject
        {
            ["format"] = 1,
            ["version"] = version,
            ["createdAt"] = "2026-01-15T20:00:00+00:00",
            ["sha256"] = trained.Sha256,
            ["features"] = JsonSerializer.SerializeToNode(trained.Features),
            ["featureHash"] = trained.FeatureHash,
            ["classes"] = new JsonArray("STAR", "GALAXY", "QSO"),
            ["trainer"] = new JsonObject
            {
                ["name"] = "LightGBM",
                ["seed"] = 1,
                ["hyperparameters"] = new JsonObject { ["NumberOfLeaves"] = "8" },
                ["packages"] = new JsonObject { ["LightGBM"] = "4.7.0" },
                ["seconds"] = 0.1,
            },
            ["temperature"] = Temperature,
            ["data"] = null,
            ["holdOut"] = null,
            ["outOfFold"] = null,
            ["distributions"] = new JsonArray(new JsonObject
            {
                ["feature"] = "u",
                ["edges"] = new JsonArray(18.5, 20),
                ["shares"] = new JsonArray(0.2, 0.3, 0.5),
            }),
            ["canary"] = new JsonArray([.. trained.Canary.Select(Row)]),
        };
    }

    /// <summary>Writes a package into its folder, over one that is there.</summary>
    public static void Write(string folder, JsonObject manifest, byte[] file)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.zip"), file);
        File.WriteAllText(Path.Combine(folder, "manifest.json"), manifest.ToJsonString());
    }

    private static JsonObject Row(CanaryRow row) => new()
    {
        ["observation"] = new JsonObject
        {
            ["alpha"] = row.Observation.Alpha,
            ["delta"] = row.Observation.Delta,
            ["u"] = row.Observation.U,
            ["g"] = row.Observation.G,
            ["r"] = row.Observation.R,
            ["i"] = row.Observation.I,
            ["z"] = row.Observation.Z,
            ["redshift"] = row.Observation.Redshift,
        },
        ["probabilities"] = JsonSerializer.SerializeToNode(
            TemperatureScale.Apply([.. row.Probabilities.Select(one => (float)one)], Temperature)),
    };
}

using System.Text;
using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.Worker.Tests;

/// <summary>Message bodies to start from.</summary>
internal static class Bodies
{
    public static ObservationReceived Good(string id = "one") => new()
    {
        ObservationId = id,
        ObservedAt = new DateTimeOffset(2026, 1, 15, 20, 0, 0, TimeSpan.Zero),
        Alpha = 118.66,
        Delta = 39.642,
        U = 22.857,
        G = 22.188,
        R = 21.355,
        I = 21.265,
        Z = 20.939,
        Redshift = 1.174,
        VisitId = "visit-1",
        Source = "apache-point",
    };

    /// <summary>The same without a spectrum.</summary>
    public static ObservationReceived Photometric(string id = "one") => Good(id) with { Redshift = null };

    public static byte[] Json(ObservationReceived observation) =>
        JsonSerializer.SerializeToUtf8Bytes(observation, JsonSerializerOptions.Web);

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A good body with one field's JSON exchanged.</summary>
    public static byte[] With(string field, string json)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Json(Good()))!;
        return Text("{" + string.Join(',', fields.Select(entry =>
            $"\"{entry.Key}\":{(entry.Key == field ? json : entry.Value.GetRawText())}")) + "}");
    }
}

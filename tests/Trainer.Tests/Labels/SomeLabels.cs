using System.Text;
using System.Text.Json;
using Streaming.Contracts;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Tests.Labels;

/// <summary>Labels as the tests need them.</summary>
internal static class SomeLabels
{
    public static DateTimeOffset Night { get; } = new(2026, 3, 14, 3, 0, 0, TimeSpan.Zero);

    private static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public static ObservationLabelled Message(string id = "obs-1") => new()
    {
        Observation = new ObservationReceived
        {
            ObservationId = id,
            ObservedAt = Night.AddDays(-1),
            Alpha = 118.66,
            Delta = 39.642,
            U = 22.857,
            G = 22.188,
            R = 21.355,
            I = 21.265,
            Z = 20.939,
            Redshift = 1.174,
        },
        Class = ObjectClass.Qso,
        LabelledAt = Night,
        LabelledBy = "boss-spectrograph",
    };

    public static byte[] Body(ObservationLabelled message) => JsonSerializer.SerializeToUtf8Bytes(message, Json);

    public static byte[] Text(string body) => Encoding.UTF8.GetBytes(body);

    /// <summary>A label as the reader makes it, received a minute after it was made.</summary>
    public static Label Of(ObservationLabelled message) =>
        LabelReader.Read(Body(message), null, message.LabelledAt!.Value.AddMinutes(1)).Label!;

    public static Label One(
        string id = "obs-1", string type = ObjectClass.Qso, int minutes = 0, string? by = "boss-spectrograph") =>
        Of(Message(id) with { Class = type, LabelledAt = Night.AddMinutes(minutes), LabelledBy = by });

    /// <summary>The same label with further measurements.</summary>
    public static Label Measured(Dictionary<string, double?> measurements)
    {
        var message = Message();
        return Of(message with { Observation = message.Observation! with { Measurements = measurements } });
    }

    /// <summary>The same label of photometry in three bands.</summary>
    public static Label Photometric(string id = "obs-1", string type = ObjectClass.Qso)
    {
        var message = Message(id);
        return Of(message with
        {
            Observation = message.Observation! with { U = null, Z = null, Redshift = null },
            Class = type,
        });
    }
}

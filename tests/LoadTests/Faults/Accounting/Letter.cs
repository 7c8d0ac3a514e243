using Streaming.Contracts;

namespace Streaming.LoadTests.Faults.Accounting;

/// <summary>A message to be sent, until the broker has confirmed it.</summary>
/// <param name="Entry">Its entry in the account.</param>
/// <param name="Body">Its body.</param>
/// <param name="ContentType">Its content type; null for none.</param>
/// <param name="Headers">Its headers; null for none.</param>
internal sealed record Letter(
    AccountEntry Entry, byte[] Body, string? ContentType = "application/json", Dictionary<string, object?>? Headers = null)
{
    /// <summary>Where it is sent. Default is the exchange of observations.</summary>
    public string Exchange { get; init; } = ObservationsTopology.Exchange;
}

using System.Text.Json;

namespace Streaming.LoadTests.Training;

/// <summary>What an ensemble reached on the hold-out.</summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Accuracy">Share that is right.</param>
/// <param name="MacroF1">Mean F1 of the classes.</param>
/// <param name="LogLoss">Nats.</param>
internal sealed record HoldOutFigures(string Inputs, double Accuracy, double MacroF1, double LogLoss)
{
    /// <summary>Reads those of every ensemble from a manifest.</summary>
    public static IReadOnlyList<HoldOutFigures> In(string manifest)
    {
        using var read = JsonDocument.Parse(manifest);
        return
        [
            .. read.RootElement.GetProperty("ensembles").EnumerateArray().Select(one =>
            {
                var figures = one.GetProperty("holdOut");
                return new HoldOutFigures(
                    string.Join(' ', one.GetProperty("inputs").EnumerateArray().Select(name => name.GetString())),
                    figures.GetProperty("accuracy").GetDouble(),
                    figures.GetProperty("macroF1").GetDouble(),
                    figures.GetProperty("logLoss").GetDouble());
            }),
        ];
    }
}

namespace Streaming.Classification.Models;

/// <summary>How well a model does on rows that it has not seen. All are fractions of 1 unless stated.</summary>
internal sealed record ModelMetrics
{
    public required int Rows { get; init; }

    public required double Accuracy { get; init; }

    /// <summary>Mean of the classes' recalls.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>Mean of the classes' F1 scores.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Mean negative natural logarithm of the probability given to the true class, nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Expected calibration error: 15 bins of equal width over the top class's probability.</summary>
    public required double CalibrationError { get; init; }

    public required IReadOnlyDictionary<string, ClassMetrics> Classes { get; init; }

    /// <summary>Row counts by true class, then predicted class.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Confusion { get; init; }

    /// <summary>What the candidates keep of their promise, a level each; empty when that was not measured.</summary>
    public IReadOnlyList<CoverageFigures> Coverage { get; init; } = [];
}

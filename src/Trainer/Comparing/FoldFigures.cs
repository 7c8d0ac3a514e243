namespace Streaming.Trainer.Comparing;

/// <summary>What one kind of model reached on one fold.</summary>
internal sealed record FoldFigures
{
    public required double MacroF1 { get; init; }

    public required double MacroPrecision { get; init; }

    public required double MacroRecall { get; init; }

    public required double Accuracy { get; init; }

    /// <summary>Nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary><see cref="PairwiseAuc"/>.</summary>
    public required double Auc { get; init; }

    /// <summary>Wall-clock time of training on one thread.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Wall-clock time a row of scoring the whole fold as one batch, the fastest of five.</summary>
    public required double ScoringMicroseconds { get; init; }

    /// <summary>Of the saved model.</summary>
    public required double Kibibytes { get; init; }
}

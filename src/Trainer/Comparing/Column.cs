using System.Globalization;

namespace Streaming.Trainer.Comparing;

/// <summary>A column of the comparison.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Key">Its name in the CSV file.</param>
/// <param name="Format">Of its figures.</param>
/// <param name="Of">Where they are.</param>
internal sealed record Column(string Title, string Key, string Format, Func<FoldFigures, double> Of)
{
    public static Column MacroF1 { get; } = new("macro-F1", "macro_f1", "F4", one => one.MacroF1);

    /// <summary>How good a model is.</summary>
    public static IReadOnlyList<Column> Quality { get; } =
    [
        MacroF1,
        new("macro precision", "macro_precision", "F4", one => one.MacroPrecision),
        new("macro recall", "macro_recall", "F4", one => one.MacroRecall),
        new("accuracy", "accuracy", "F4", one => one.Accuracy),
        new("log loss", "log_loss", "F4", one => one.LogLoss),
        new("AUC", "auc_ovo_weighted", "F4", one => one.Auc),
    ];

    /// <summary>What it costs.</summary>
    public static IReadOnlyList<Column> Cost { get; } =
    [
        new("training, s", "training_s", "F1", one => one.TrainingSeconds),
        new("scoring, µs a row", "scoring_us_per_row", "F1", one => one.ScoringMicroseconds),
        new("size, KiB", "size_kib", "F0", one => one.Kibibytes),
    ];

    public static IReadOnlyList<Column> All { get; } = [.. Quality, .. Cost];

    public string Word(double value) => value.ToString(Format, CultureInfo.InvariantCulture);
}

namespace Streaming.Trainer.Comparing;

/// <summary>One line of the comparison.</summary>
/// <param name="Name">The kind of model.</param>
/// <param name="Folds">Its figures, fold by fold.</param>
internal sealed record Standing(string Name, IReadOnlyList<FoldFigures> Folds)
{
    public double Mean(Column column) => Folds.Average(column.Of);

    /// <summary>Standard deviation over the folds (of a sample: divided by their number less one).</summary>
    public double Spread(Column column)
    {
        var mean = Mean(column);
        return Math.Sqrt(Folds.Sum(one => Math.Pow(column.Of(one) - mean, 2)) / (Folds.Count - 1));
    }

    /// <summary>Mean and spread as people read them.</summary>
    public string Words(Column column) => $"{column.Word(Mean(column))} ± {column.Word(Spread(column))}";
}

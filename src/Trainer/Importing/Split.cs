namespace Streaming.Trainer.Importing;

/// <summary>A node that asks for one feature: up to the threshold an observation goes left.</summary>
/// <param name="Feature">Index of the feature.</param>
/// <param name="Threshold">Largest value that goes left.</param>
/// <param name="Missing">LightGBM's decision_type: which way a missing value goes.</param>
/// <param name="Gain">How much the split improved the training loss; only the importances tell of it.</param>
/// <param name="Left">The next node, or the complement (~) of a leaf's index.</param>
/// <param name="Right">The same for values above the threshold.</param>
internal readonly record struct Split(int Feature, double Threshold, byte Missing, double Gain, int Left, int Right)
{
    /// <summary>In <see cref="Missing"/>: the split is by category.</summary>
    public const byte ByCategory = 1;

    /// <summary>In <see cref="Missing"/>: a missing value goes left.</summary>
    public const byte MissingLeft = 2;

    /// <summary>In <see cref="Missing"/>: zero counts as missing.</summary>
    public const byte ZeroIsMissing = 4;

    /// <summary>In <see cref="Missing"/>: NaN counts as missing.</summary>
    public const byte NaNIsMissing = 8;
}

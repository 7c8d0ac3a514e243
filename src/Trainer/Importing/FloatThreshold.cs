namespace Streaming.Trainer.Importing;

/// <summary>Thresholds in single precision, in which features are compared here.</summary>
internal static class FloatThreshold
{
    /// <summary>
    /// The largest float that is not above the threshold: for every float x, x ≤ it exactly when x ≤ threshold. To the
    /// nearest float, as ML.NET rounds, would let a float between the two change sides.
    /// </summary>
    public static float AtMost(double threshold)
    {
        var nearest = (float)threshold;
        return nearest <= threshold ? nearest : MathF.BitDecrement(nearest);
    }

    /// <summary>The largest float below the threshold: for every float x, x ≤ it exactly when x &lt; threshold.</summary>
    public static float Below(float threshold) => MathF.BitDecrement(threshold);
}

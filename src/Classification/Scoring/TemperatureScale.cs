namespace Streaming.Classification.Scoring;

/// <summary>Temperature scaling of probabilities; see <see cref="Models.EnsembleManifest.Temperature"/>.</summary>
internal static class TemperatureScale
{
    /// <summary>Scales one row.</summary>
    /// <param name="probabilities">Probabilities of all classes, together 1.</param>
    /// <param name="temperature">Above 0; 1 changes nothing.</param>
    /// <returns>p^(1/temperature), normalised.</returns>
    public static float[] Apply(float[] probabilities, double temperature)
    {
        if (temperature == 1)
        {
            return probabilities;
        }

        var scaled = new float[probabilities.Length];
        Apply(probabilities, temperature, scaled);
        return scaled;
    }

    /// <summary>Scales one row to where it is wanted.</summary>
    public static void Apply(ReadOnlySpan<float> probabilities, double temperature, Span<float> scaled)
    {
        if (temperature == 1)
        {
            probabilities.CopyTo(scaled);
            return;
        }

        // Relative to the largest, whose power is 1: the sum is never 0.
        var largest = probabilities[0];
        foreach (var one in probabilities)
        {
            largest = Math.Max(largest, one);
        }

        Span<double> powers = stackalloc double[probabilities.Length];
        var sum = 0.0;
        for (var i = 0; i < powers.Length; i++)
        {
            powers[i] = Math.Pow(probabilities[i] / (double)largest, 1 / temperature);
            sum += powers[i];
        }

        for (var i = 0; i < powers.Length; i++)
        {
            scaled[i] = (float)(powers[i] / sum);
        }
    }
}

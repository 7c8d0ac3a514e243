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

        // Relative to the largest, whose power is 1: the sum is never 0.
        var largest = (double)probabilities.Max();
        var powers = Array.ConvertAll(probabilities, one => Math.Pow(one / largest, 1 / temperature));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => (float)(power / sum));
    }
}

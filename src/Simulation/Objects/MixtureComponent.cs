namespace Streaming.Simulation.Objects;

/// <summary>One Gaussian of a mixture, in the features r, u-g, g-r, r-i, i-z and the root of the redshift.</summary>
/// <param name="Weight">Its share of the class.</param>
/// <param name="Mean">Its centre, 6 numbers.</param>
/// <param name="Factor">Lower triangle of the Cholesky factor of its covariance, row by row, 21 numbers.</param>
internal sealed record MixtureComponent(double Weight, double[] Mean, double[] Factor)
{
    /// <summary>Fills the six features with one draw.</summary>
    public void Draw(RandomStream random, Span<double> features)
    {
        Span<double> normals = stackalloc double[features.Length];
        foreach (ref var normal in normals) normal = random.Normal();
        var next = 0;
        for (var row = 0; row < features.Length; row++)
        {
            features[row] = Mean[row];
            for (var column = 0; column <= row; column++) features[row] += Factor[next++] * normals[column];
        }
    }
}

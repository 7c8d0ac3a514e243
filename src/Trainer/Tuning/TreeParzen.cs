namespace Streaming.Trainer.Tuning;

/// <summary>
/// Chooses where to look next: a tree-structured Parzen estimator (Bergstra et al. 2011, "Algorithms for
/// Hyper-Parameter Optimization"). It looks where good points are dense and others are rare. A point depends on the
/// seed and on the points before it alone, so that a search that goes on later goes on as if it had not stopped.
/// </summary>
/// <param name="dimensions">How many axes, each a unit interval.</param>
/// <param name="seed">Of every random choice.</param>
internal sealed class TreeParzen(int dimensions, int seed)
{
    /// <summary>Points drawn at random before anything is learnt from them.</summary>
    public const int Start = 10;

    private const int Candidates = 24;
    private const double GoodShare = 0.2;
    private const int SeedStride = 7919;

    public double[] Next(IReadOnlyList<Judged> before)
    {
        var random = new Random(unchecked(seed + SeedStride * before.Count));
        if (before.Count < Start)
        {
            return Draw(_ => random.NextDouble());
        }

        var ranked = before.OrderBy(one => one.Loss).Select(one => one.Point).ToList();
        var good = (int)Math.Ceiling(GoodShare * ranked.Count);
        var near = Densities(ranked[..good]);
        var far = Densities(ranked[good..]);
        return Enumerable.Range(0, Candidates)
            .Select(_ => Draw(axis => near[axis].Sample(random)))
            .MaxBy(point => point.Index().Sum(
                place => Math.Log(near[place.Index].At(place.Item) / far[place.Index].At(place.Item))))!;
    }

    private double[] Draw(Func<int, double> place) => [.. Enumerable.Range(0, dimensions).Select(place)];

    private ParzenDensity[] Densities(List<double[]> points) =>
        [.. Enumerable.Range(0, dimensions).Select(axis => new ParzenDensity([.. points.Select(one => one[axis])]))];
}

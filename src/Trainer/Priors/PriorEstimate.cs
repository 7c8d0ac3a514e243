using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Priors;

/// <summary>
/// Class shares of a set of objects, from what a model says of them, by expectation-maximisation (Saerens, Latinne,
/// Decaestecker 2002, Neural Computation 14, 21): the shares under which the model's own answers, adjusted to them, have
/// these shares on the average. It assumes that only the shares differ from the training data: that stars look like
/// its stars, galaxies like its galaxies.
/// </summary>
/// <param name="Shares">The estimate, in the order of the probabilities.</param>
/// <param name="Intervals">The 95 % interval of each, by resampling the objects.</param>
/// <param name="Steps">How many steps it took.</param>
internal sealed record PriorEstimate(
    IReadOnlyList<double> Shares, IReadOnlyList<Interval> Intervals, int Steps)
{
    private const int Resamples = 100;
    private const int MostRowsResampled = 5_000;
    private const int MostSteps = 1_000;
    private const double Tolerance = 1e-6;
    private const int Seed = 2002;

    /// <param name="answers">Probabilities of each object, as trained, and the class shares that they assume.</param>
    /// <param name="cancellation">Stops between two resamples.</param>
    public static PriorEstimate Of(IReadOnlyList<AnswerAsTrained> answers, CancellationToken cancellation)
    {
        var all = Enumerable.Range(0, answers.Count).ToArray();
        var (shares, steps) = Maximise(answers, all);

        // Of a part, whose error is larger in a known way: the root of what it is smaller by.
        var part = new int[Math.Min(answers.Count, MostRowsResampled)];
        var narrower = Math.Sqrt((double)part.Length / answers.Count);
        var random = new Random(Seed);
        var samples = shares.Select(_ => new double[Resamples]).ToArray();
        for (var sample = 0; sample < Resamples; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = random.Next(answers.Count);
            }

            var drawn = Maximise(answers, part).Shares;
            for (var k = 0; k < drawn.Length; k++)
            {
                samples[k][sample] = shares[k] + (drawn[k] - shares[k]) * narrower;
            }
        }

        return new PriorEstimate(shares, [.. samples.Select(Bootstrap.Middle)], steps);
    }

    private static (double[] Shares, int Steps) Maximise(IReadOnlyList<AnswerAsTrained> answers, int[] rows)
    {
        var classes = answers[0].Probabilities.Count;
        var shares = Enumerable.Repeat(1.0 / classes, classes).ToArray();
        for (var step = 1; ; step++)
        {
            var next = new double[classes];
            foreach (var row in rows)
            {
                var adjusted = answers[row].Under(shares);
                for (var k = 0; k < classes; k++)
                {
                    next[k] += adjusted[k] / rows.Length;
                }
            }

            var moved = next.Zip(shares).Max(pair => Math.Abs(pair.First - pair.Second));
            shares = next;
            if (moved < Tolerance || step == MostSteps)
            {
                return (shares, step);
            }
        }
    }
}

/// <summary>What a model says of one object.</summary>
/// <param name="Probabilities">Of every class, under the shares of the training data.</param>
/// <param name="Shares">Those shares, in the same order.</param>
internal sealed record AnswerAsTrained(IReadOnlyList<double> Probabilities, IReadOnlyList<double> Shares)
{
    /// <summary>The probabilities under other shares.</summary>
    public double[] Under(IReadOnlyList<double> shares)
    {
        var adjusted = new double[shares.Count];
        var sum = 0.0;
        for (var k = 0; k < adjusted.Length; k++)
        {
            adjusted[k] = Probabilities[k] * shares[k] / Shares[k];
            sum += adjusted[k];
        }

        for (var k = 0; k < adjusted.Length; k++)
        {
            adjusted[k] /= sum;
        }

        return adjusted;
    }
}

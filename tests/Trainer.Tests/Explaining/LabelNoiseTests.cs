using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Explaining;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Explaining;

public sealed class LabelNoiseTests
{
    private const int Rows = 6000;

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.08)]
    public void Labels_that_were_flipped_on_purpose_are_counted(double share)
    {
        var random = new Random(7);
        var flipped = 0;
        var rows = new List<LabelledRow>();
        var probabilities = new List<float[]>();
        for (var i = 0; i < Rows; i++)
        {
            var truth = i % 3;
            var isFlipped = random.NextDouble() < share;
            flipped += isFlipped ? 1 : 0;
            rows.Add(new LabelledRow(i, default, ObjectClass.All[isFlipped ? (truth + 1) % 3 : truth], default));

            // A good model: it knows the true class, more or less firmly.
            var sure = (float)(0.9 + 0.099 * random.NextDouble());
            float[] p = [(1 - sure) / 2, (1 - sure) / 2, (1 - sure) / 2];
            p[truth] = sure;
            probabilities.Add(p);
        }

        var noise = LabelNoise.Of(new OutOfFold(rows, probabilities));

        Assert.Equal((double)flipped / Rows, noise.Share, 0.01);
        Assert.Equal(1 - noise.Share, noise.PerfectAccuracy);
        Assert.Equal(noise.PerfectAccuracy, noise.PerfectMacroF1, 0.01);
        Assert.Equal(flipped, noise.Mistakes);
        Assert.True(noise.SureAgainst > 3 * noise.SureExpected);
    }

    [Fact]
    public void Clean_labels_have_no_noise()
    {
        var rows = Enumerable.Range(0, 300).Select(i => new LabelledRow(i, default, ObjectClass.All[i % 3], default))
            .ToList();
        var noise = LabelNoise.Of(new OutOfFold(rows, [.. rows.Select(row => Array.ConvertAll(
            ObjectClass.All.ToArray(), name => name == row.Class ? 0.98f : 0.01f))]));

        Assert.Equal((0.0, 1.0, 1.0, 0), (noise.Share, noise.PerfectAccuracy, noise.PerfectMacroF1, noise.SureAgainst));
    }
}

using System.Text;
using Streaming.Trainer.Importing;

namespace Streaming.Trainer.Tests.Importing;

/// <summary>Whatever happens to a file on its way, it is a model or is refused in one line.</summary>
public sealed class BrokenModelTests
{
    private const int Times = 1500;

    /// <summary>Forms of one model.</summary>
    public static TheoryData<string> Forms { get; } = ["ubj", "ubj.gz", "json", "txt"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_file_that_is_cut_off_is_refused(string form)
    {
        var whole = Content(form);
        var random = new Random(17);
        var lengths = Enumerable.Range(0, 64)
            .Concat(Enumerable.Range(0, Times).Select(_ => random.Next(64, whole.Length))).ToList();

        var refused = lengths.Count(length => Refusal(form, whole[..length]) is not null);

        // Without its trailer gzip's content is whole, and what follows LightGBM's trees does not count.
        Assert.InRange(refused, form is "ubj" or "json" ? lengths.Count : lengths.Count / 2, lengths.Count);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_file_with_flipped_bits_is_a_model_or_is_refused(string form)
    {
        var whole = Content(form);
        var random = new Random(18);
        var refused = 0;
        for (var i = 0; i < Times; i++)
        {
            var broken = whole.ToArray();

            // Every other time near the start, where most of what is said is no number.
            var reach = i % 2 == 0 ? whole.Length : Math.Min(whole.Length, 2000);
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                broken[random.Next(reach)] ^= (byte)(1 << random.Next(8));
            }

            refused += Refusal(form, broken) is null ? 0 : 1;
        }

        Assert.InRange(refused, Times / 20, Times);
    }

    [Fact]
    public void Noise_is_refused()
    {
        var random = new Random(19);
        for (var i = 0; i < Times; i++)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            Assert.NotNull(Refusal("ubj", i % 2 == 0 ? noise : [.. "{U"u8, .. noise]));
        }
    }

    private static byte[] Content(string form)
    {
        switch (form)
        {
            case "ubj":
                return XgboostFixture.FirstRounds();
            case "ubj.gz":
                return ModelFormTests.Gzip(XgboostFixture.FirstRounds());
            case "json":
                var packed = XgboostFixture.FirstRounds();
                return UbjsonToJson.Convert(new ModelSource("--xgboost", "model", packed), packed).ToArray();
            default:
                using (var model = LightGbmFixture.Train(LightGbmFixture.Multiclass, rounds: 4))
                {
                    return Encoding.UTF8.GetBytes(model.Text());
                }
        }
    }

    private static string? Refusal(string form, byte[] content)
    {
        var source = new ModelSource(form == "txt" ? "--lightgbm" : "--xgboost", "model", content);
        try
        {
            return (form == "txt" ? LightGbmReader.Read(source) : XgboostReader.Read(source)).Fault();
        }
        catch (FailureException fault)
        {
            Assert.DoesNotContain(fault.Message, char.IsControl);
            Assert.InRange(fault.Message.Length, 20, 700);
            return fault.Message;
        }
    }
}

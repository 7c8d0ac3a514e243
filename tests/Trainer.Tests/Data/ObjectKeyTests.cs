using Streaming.Classification.Observations;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Tests.Data;

public sealed class ObjectKeyTests
{
    private const double No = double.NaN;

    // Golden values, computed apart from this code: Python's hashlib.sha256(struct.pack('<6d', u, g, r, i, z, redshift)),
    // with the bytes 00 00 00 00 00 00 f8 ff for what was not measured.
    [Theory]
    [InlineData(24, 22, 20.5, 19.25, 18.75, 0.625, 1558407695377430993UL, 15192287967462384576UL, true, 1)]
    [InlineData(18, 18.125, 17.875, 17.75, 17.5, 0.25, 14939159900956165754UL, 4705949959911639205UL, false, 0)]
    [InlineData(20, 20, 20, 20, 20, 0.0, 14010337012794961977UL, 11537603234139942056UL, false, 1)]
    [InlineData(20.25, 20, 20, 20, 20, 0.0, 280237718963403908UL, 7501216783655572727UL, true, 2)]
    [InlineData(24, 22, 20.5, 19.25, 18.75, No, 3081042732608007478UL, 5664803047171374079UL, false, 4)]
    [InlineData(No, 20, 20, 20, 20, 0.0, 16283103821526092302UL, 933584225248129220UL, false, 0)]
    [InlineData(No, 20, 19, 18, No, No, 3011284419400232620UL, 4987509359579858881UL, false, 1)]
    public void The_split_is_the_same_for_ever(
        double u, double g, double r, double i, double z, double redshift, ulong high, ulong low, bool heldOut, int fold)
    {
        var key = ObjectKey.Of(new Observation(1, 2, u, g, r, i, z, redshift));

        Assert.Equal(new ObjectKey(high, low), key);
        Assert.Equal((heldOut, fold), (key.IsHoldOut, key.Fold));
    }

    [Fact]
    public void Zero_has_no_sign() => Assert.Equal(
        ObjectKey.Of(new Observation(1, 2, 20, 20, 20, 20, 20, 0.0)),
        ObjectKey.Of(new Observation(1, 2, 20, 20, 20, 20, 20, -0.0)));

    [Fact]
    public void What_was_not_measured_is_one_value_of_many() => Assert.Equal(
        ObjectKey.Of(new Observation(1, 2, No, 20, 20, 20, 20, No)),
        ObjectKey.Of(new Observation(1, 2, -No, 20, 20, 20, 20, BitConverter.Int64BitsToDouble(0x7FF8000000000001))));

    [Fact]
    public void The_position_has_no_say() => Assert.Equal(
        ObjectKey.Of(new Observation(1, 2, 20, 20, 20, 20, 20, 0)),
        ObjectKey.Of(new Observation(double.NaN, double.NaN, 20, 20, 20, 20, 20, 0)));

    [Fact]
    public void The_order_of_the_rows_has_no_say()
    {
        using var folder = new TemporaryFolder();
        var forwards = Read(folder, "a.csv", SimulatedCatalogue.Text(2000));
        var backwards = Read(folder, "b.csv", SimulatedCatalogue.Text(2000, order: lines => lines.Reverse()));

        Assert.Equal(HeldOut(forwards), HeldOut(backwards));
        Assert.NotEmpty(HeldOut(forwards));
    }

    [Fact]
    public void The_shares_are_as_stated_and_alike_in_every_class()
    {
        using var folder = new TemporaryFolder();
        var rows = Read(folder, "a.csv", SimulatedCatalogue.Text(20_000)).Rows;

        // Five standard deviations of a binomial share of about 4,000 rows.
        foreach (var ofClass in rows.GroupBy(row => row.Class))
        {
            Assert.Equal(0.12, (double)ofClass.Count(row => row.Key.IsHoldOut) / ofClass.Count(), 0.03);
        }

        foreach (var fold in rows.Where(row => !row.Key.IsHoldOut).GroupBy(row => row.Key.Fold))
        {
            Assert.Equal(0.2, fold.Count() / (rows.Count * 0.88), 0.02);
        }
    }

    private static LabelledData Read(TemporaryFolder folder, string name, string content) =>
        CatalogueReader.Read([folder.Write(name, content)], TestContext.Current.CancellationToken);

    private static List<ObjectKey> HeldOut(LabelledData data) =>
        [.. data.Part(DataPart.HoldOut).Select(row => row.Key).Order()];
}

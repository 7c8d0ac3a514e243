using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests.Astropy;

/// <summary>What astropy writes is read with the same values, and the other way round.</summary>
public sealed class AstropyTests(AstropyTables astropy)
{
    [Theory]
    [InlineData("numbers.fits", "FITS binary table")]
    [InlineData("scaled.fits", "FITS binary table")]
    [InlineData("texts.fits", "FITS binary table")]
    [InlineData("ascii.fits", "FITS ASCII table")]
    [InlineData("many.fits", "FITS binary table")]
    [InlineData("many.fits.gz", "FITS binary table")]
    [InlineData("empty.fits", "FITS binary table")]
    [InlineData("types-tabledata.vot", "VOTable")]
    [InlineData("types-binary.vot", "VOTable")]
    [InlineData("types-binary2.vot", "VOTable")]
    [InlineData("nulls-tabledata.vot", "VOTable")]
    [InlineData("nulls-binary2.vot", "VOTable")]
    [InlineData("many-tabledata.vot", "VOTable")]
    [InlineData("many-binary.vot", "VOTable")]
    [InlineData("many-binary2.vot", "VOTable")]
    [InlineData("many-binary2.vot.gz", "VOTable")]
    [InlineData("empty-tabledata.vot", "VOTable")]
    [InlineData("empty-binary.vot", "VOTable")]
    [InlineData("empty-binary2.vot", "VOTable")]
    public void A_file_holds_what_astropy_put_into_it(string name, string format)
    {
        var table = ReadTable.Of(astropy.PathOf(name));

        Assert.Equal(format, table.Format);
        AssertSame(astropy.Expected[name], table.Columns);
        Assert.Empty(table.Unread);
    }

    [Fact]
    public void Nulls_of_the_older_binary_form_are_those_that_it_can_write()
    {
        var table = ReadTable.Of(astropy.PathOf("nulls-binary.vot"));

        AssertSame(astropy.Expected["nulls-binary.vot"], table.Columns);
    }

    [Fact]
    public void What_is_not_read_is_said()
    {
        Assert.Equal(
            [
                "column complex is not read: complex numbers",
                "column wide is not read: complex numbers",
                "column many is not read: arrays of 20 values",
                "column list is not read: arrays of different lengths",
                "column longlist is not read: arrays of different lengths",
            ],
            ReadTable.Of(astropy.PathOf("numbers.fits")).Notes);
        Assert.Equal(
            [
                "column bits is not read: arrays of numbers",
                "column complex is not read: complex numbers",
                "column list is not read: arrays of numbers",
                "column pair is not read: arrays of numbers",
                "the archive cut its answer off at its limit of rows (OVERFLOW): there are more",
            ],
            ReadTable.Of(astropy.PathOf("types-binary2.vot")).Notes);
    }

    [Theory]
    [InlineData("image.fits", "no table in it: an image")]
    [InlineData("nothing.fits", "no table in it")]
    [InlineData("compressed.fits", "no table in it: a compressed image")]
    public void A_file_without_a_table_is_named(string name, string message)
    {
        Assert.Equal(message, Assert.Throws<CatalogueException>(() => TableFile.Open(astropy.PathOf(name))).Message);
    }

    [Theory]
    [InlineData("numbers.fits")]
    [InlineData("ascii.fits")]
    [InlineData("types-tabledata.vot")]
    [InlineData("types-binary.vot")]
    [InlineData("types-binary2.vot")]
    public void Columns_that_nobody_asked_for_stay_empty(string name)
    {
        using var file = TableFile.Open(astropy.PathOf(name));
        file.Reader.Select(new HashSet<int> { 1, file.Reader.Columns.Count - 1 });
        var columns = ReadTable.Of(file.Reader).Columns;

        Assert.Equal(astropy.Expected[name][1].Values, columns[1].Values);
        Assert.Equal(astropy.Expected[name][^1].Values, columns[^1].Values);
        Assert.All(columns.Where((_, i) => i != 1 && i != columns.Count - 1), column => Assert.Empty(column.Values));
    }

    [Fact]
    public void Astropy_reads_every_kind_of_value_as_it_was_written()
    {
        AssertSame(
            [
                new("id", "Integer", null, ["9007199254740993", "", "-1", "9223372036854775807"]),
                new("all_there", "Integer", null, ["1", "2", "3", "-9223372036854775808"]),
                new("magnitude", "Number", "mag", ["20.1", "", "-1E-300", "17.35"]),
                new("flux", "Number", null, ["1", "2", "3", "4"]),
                new("single", "Number", null, ["2.2", "", "-1E-05", "16777216"]),
                new("word", "Text", null, ["a", "", " the longest of all", "it's"]),
                new("na_ve name", "Text", null, ["é", "☉", "", "naïve"]),
                new("nothing", "Text", null, ["", "", "", ""]),
            ],
            astropy.Read["few.fits"]);
        Assert.Equal(["9223372036854775807", ""], astropy.Read["some.fits"][0].Values);
        Assert.Equal(8, astropy.Read["none.fits"].Length);
        Assert.All(astropy.Read["none.fits"], column => Assert.Empty(column.Values));
    }

    [Theory]
    [InlineData("few.fits")]
    [InlineData("none.fits")]
    [InlineData("many.fits")]
    public void A_written_file_is_read_here_as_astropy_reads_it(string name)
    {
        AssertSame(astropy.Read[name], ReadTable.Of(astropy.PathOf($"written/{name}")).Columns);
    }

    [Theory]
    [InlineData("numbers.fits", true)]
    [InlineData("types-binary.vot", true)]
    [InlineData("types-tabledata.vot", true)]
    [InlineData("written/few.fits", true)]
    [InlineData("ascii.fits", false)]
    public void Numbers_of_32_bits_are_known_as_such(string name, bool isSingle)
    {
        using var file = TableFile.Open(astropy.PathOf(name));

        Assert.Equal(isSingle, file.Reader.Columns.Single(column => column.Name == "single").IsSingle);
        Assert.All(
            file.Reader.Columns.Where(column => column.Name != "single"), column => Assert.False(column.IsSingle));
    }

    [Fact]
    public void No_text_is_cut_however_late_the_longest_comes()
    {
        var names = WrittenTables.Many()[2];

        Assert.Equal(
            Enumerable.Range(0, WrittenTables.Rows).Select(names.Text), astropy.Read["many.fits"][2].Values);
    }

    private static void AssertSame(IReadOnlyList<ReadColumn> expected, IReadOnlyList<ReadColumn> actual)
    {
        Assert.Equal(expected.Select(column => column.Name), actual.Select(column => column.Name));
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Values, pair.Second.Values);
            Assert.Equal(pair.First.Kind, pair.Second.Kind);
            Assert.Equal(pair.First.Unit, pair.Second.Unit);
        });
    }
}

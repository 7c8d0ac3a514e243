using System.Globalization;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Profiles;

namespace Streaming.Catalogues.Tests;

public sealed class ValueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Zero points: 3631 Jy are 0 mag AB (Oke and Gunn 1983); the others differ by powers of ten or by definition.
    [Theory]
    [InlineData("nJy", 1000, 23.9)]
    [InlineData("uJy", 1, 23.9)]
    [InlineData("mJy", 1, 16.4)]
    [InlineData("Jy", 3631, 0)]
    [InlineData("nanomaggy", 1, 22.5)]
    [InlineData("maggy", 1e-9, 22.5)]
    [InlineData("nJy", 0, double.NaN)]
    [InlineData("nJy", -3, double.NaN)]
    [InlineData("hour", 2, 30)]
    [InlineData("rad", Math.PI, 180)]
    [InlineData("mag", 21.5, 21.5)]
    public void A_unit_becomes_AB_magnitudes_or_degrees(string name, double number, double expected)
    {
        Assert.True(Unit.TryFind(name, out var unit));
        Assert.Equal(expected, unit.Convert(number), 0.001);
    }

    [Fact]
    public void Marks_of_surveys_and_words_are_not_measured_and_360_degrees_are_none()
    {
        var block = Read("ra,dec,u,g,r,redshift\n360,99,-9999,99,NULL,9999\n99,1,1,2,3,inf\n", out _);

        Assert.Equal([0, 99], block.Numbers("alpha")!.Take(2));
        Assert.True(double.IsNaN(block.Numbers("delta")![0]));
        Assert.All(["u", "g", "r", "redshift"], role => Assert.True(double.IsNaN(block.Numbers(role)![0])));
        Assert.True(double.IsNaN(block.Numbers("redshift")![1]));
        Assert.Empty(block.Wrong);
    }

    [Fact]
    public void A_text_among_numbers_is_named_with_its_row()
    {
        var block = Read("u,g,r\n1,2,3\n1,bright,3\n", out _);

        Assert.Equal((1, "g"), Assert.Single(block.Wrong));
        Assert.Equal("bright", block.TextOf(1, "g"));
    }

    [Fact]
    public void Vega_magnitudes_of_WISE_and_2MASS_become_AB()
    {
        var block = Read("u,g,r,w1mpro,k_m,psfMag_r\n1,2,3,15,14,20\n", out _);

        Assert.Equal(15 + 2.699, block.Numbers("w1")![0], 12);
        Assert.Equal(14 + 1.85, block.Numbers("ks")![0], 12);
        Assert.Equal(20, block.Numbers("psfMag_r")![0]);
    }

    [Theory]
    [InlineData("u,g,r,extinction_u,extinction_g,extinction_r\n20,19,18,0.5,0.25,0.125\n", 19.5, 18.75, 17.875)]
    [InlineData("u,g,r,ebv\n20,19,18,0.1\n", 20 - 0.4239, 19 - 0.3303, 18 - 0.2285)]
    [InlineData("flux_u,flux_g,flux_r,mw_transmission_u,mw_transmission_g,mw_transmission_r\n1,1,1,0.1,0.01,1\n", 20, 17.5, 22.5)]
    public void Extinction_is_taken_off_where_that_is_asked_for(string text, double u, double g, double r)
    {
        var block = Read(text, out _, request => request with { Deredden = true });

        Assert.Equal(u, block.Numbers("u")![0], 9);
        Assert.Equal(g, block.Numbers("g")![0], 9);
        Assert.Equal(r, block.Numbers("r")![0], 9);
    }

    [Fact]
    public void A_column_of_extinction_corrects_nothing_by_itself_and_that_is_said()
    {
        const string Text = "u,g,r,extinction_u,extinction_g,extinction_r\n20,19,18,0.5,0.25,0.125\n";

        var block = Read(Text, out var plain);
        Read(Text, out var corrected, request => request with { Deredden = true });

        Assert.Equal(20, block.Numbers("u")![0]);
        Assert.Contains("--deredden corrects them", Assert.Single(plain.Notes), StringComparison.Ordinal);
        Assert.Empty(corrected.Notes);
    }

    [Fact]
    public void Without_a_column_for_it_extinction_cannot_be_taken_off()
    {
        Assert.Contains("--deredden: no column of the extinction", Refused("u,g,r\n1,2,3\n", deredden: true),
            StringComparison.Ordinal);
        Assert.Contains("corrected already", Refused("dered_u,dered_g,dered_r\n1,2,3\n", deredden: true),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(300.0)]
    public void Fluxes_under_the_names_of_magnitudes_are_a_fault_of_the_file(double faintest)
    {
        var rows = Enumerable.Range(0, 60).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{faintest * i / 60},{faintest * i / 50},{faintest * i / 40}\n"));

        var why = Refused("u,g,r\n" + string.Concat(rows));

        Assert.Contains("fluxes, not magnitudes? --map BAND=BAND:nanomaggy", why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_user_may_insist_on_magnitudes()
    {
        var text = "u,g,r\n" + string.Concat(Enumerable.Range(0, 60).Select(i => "1,2,3\n"));

        var block = Read(text, out _, request => request with { Map = ColumnMap.Parse("BAND=BAND:mag") });

        Assert.Equal(60, block.Rows);
    }

    [Fact]
    public void A_band_taken_for_the_redshift_is_found_out()
    {
        var text = "u,g,r,zz\n" + string.Concat(Enumerable.Range(0, 60).Select(i => "21,20,19,18.5\n"));

        var why = Refused(text, map: "redshift=zz");

        Assert.Contains("60 of 60 outside -0.1 to 12: it is not the redshift", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("star ", "STAR")]
    [InlineData("Galaxies", "GALAXY")]
    [InlineData("QUASAR", "QSO")]
    [InlineData("7", "QSO")]
    [InlineData("AGN", null)]
    [InlineData("0", null)]
    public void Classes_are_known_by_words_and_codes_by_what_the_user_says(string word, string? expected) =>
        Assert.Equal(expected, ClassWords.Parse("QSO=7,star=6").Find(word));

    [Fact]
    public void Codes_are_asked_for_and_a_profile_knows_its_own()
    {
        Assert.Contains(
            "the column class holds 0, 1: which of them are GALAXY, STAR and QSO? --classes",
            Refused("u,g,r,class\n1,2,3,0\n1,2,3,1\n", uses: ClassUse.Required),
            StringComparison.Ordinal);

        var block = Read(
            "u,g,r,type\n1,2,3,3\n1,2,3,6\n",
            out _,
            request => request with { Class = ClassUse.Required, Map = ColumnMap.Parse("class=type") });
        Assert.Equal(["GALAXY", "STAR"], [block.ClassOf(0), block.ClassOf(1)]);
    }

    [Fact]
    public void The_units_of_a_file_count_before_those_of_its_profile()
    {
        var block = Read(
            "# %ECSV 1.0\n# - {name: coord_ra, unit: rad, datatype: float64}\n# - {name: u_psfMag, unit: nJy, datatype: x}\n"
            + "coord_ra coord_dec u_psfMag g_psfMag r_psfMag\n3.14159265358979 1 1000 2 3\n",
            out _);

        Assert.Equal(180, block.Numbers("alpha")![0], 9);
        Assert.Equal(23.9, block.Numbers("u")![0], 9);
    }

    private CatalogueBlock Read(
        string text, out ColumnAssignment columns, Func<CatalogueRequest, CatalogueRequest>? change = null)
    {
        var request = new CatalogueRequest { Measurements = null };
        using var catalogue = Catalogue.Open(
            _folder.Write("t.csv", text), change?.Invoke(request) ?? request, kept: null);
        columns = catalogue.Columns;
        return catalogue.Blocks(TestContext.Current.CancellationToken).First();
    }

    private string Refused(
        string text, bool deredden = false, string map = "", ClassUse uses = ClassUse.Ignored) =>
        Assert.Throws<CatalogueException>(() => Read(text, out _, request => request with
        {
            Deredden = deredden, Map = ColumnMap.Parse(map), Class = uses,
        })).Message;
}

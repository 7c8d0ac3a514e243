using Streaming.Catalogues.Observations;
using Streaming.Worker.Tables;
using Xunit;

namespace Streaming.Worker.Tests.Tables;

public sealed class TableRequestTests
{
    private static readonly TableRequest Before = new()
    {
        Input = "/data/night.csv",
        Size = 100,
        Written = new DateTime(2026, 3, 1, 4, 5, 6, DateTimeKind.Utc),
        Model = "v1 abc",
        Settings = "0.95",
        Meaning = "u=3",
        Columns = "ra,dec",
        Source = "sdss",
        Rejected = "/data/rejected.csv",
        Program = "0.1.0",
    };

    public static TheoryData<string, string> Differences => new()
    {
        { nameof(TableRequest.Input), "it is of another table, /data/night.csv" },
        { nameof(TableRequest.Size), "/data/night.csv was changed since" },
        { nameof(TableRequest.Written), "/data/night.csv was changed since" },
        { nameof(TableRequest.Model), "it is by another model, v1" },
        { nameof(TableRequest.Settings), "the settings of coverage or class shares were others" },
        { nameof(TableRequest.Meaning), "columns are taken otherwise (--profile, --map, --classes, --deredden)" },
        { nameof(TableRequest.Columns), "--columns was another" },
        { nameof(TableRequest.Source), "--source was another" },
        { nameof(TableRequest.Rejected), "--rejected was another" },
        { nameof(TableRequest.Program), "the worker was another, 0.1.0" },
    };

    [Fact]
    public void The_same_request_goes_on()
    {
        Assert.Null((Before with { }).DiffersFrom(Before));
        Assert.Equal(typeof(TableRequest).GetProperties().Length, Differences.Count);
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void Whatever_is_another_is_named(string what, string why)
    {
        var now = what switch
        {
            nameof(TableRequest.Input) => Before with { Input = "/data/other.csv" },
            nameof(TableRequest.Size) => Before with { Size = 101 },
            nameof(TableRequest.Written) => Before with { Written = Before.Written.AddTicks(1) },
            nameof(TableRequest.Model) => Before with { Model = "v1 abd" },
            nameof(TableRequest.Settings) => Before with { Settings = "0.99" },
            nameof(TableRequest.Meaning) => Before with { Meaning = "u=4" },
            nameof(TableRequest.Columns) => Before with { Columns = null },
            nameof(TableRequest.Source) => Before with { Source = null },
            nameof(TableRequest.Rejected) => Before with { Rejected = null },
            _ => Before with { Program = "0.2.0" },
        };

        Assert.Equal(why, now.DiffersFrom(Before));
    }

    [Theory]
    [InlineData("u=other")]
    [InlineData("u=u:nJy")]
    [InlineData("redshift=")]
    [InlineData("alpha=dec")]
    public void Columns_that_are_taken_otherwise_have_another_meaning(string map)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "ra,dec,u,other,g,r,i,z,redshift\n1,2,20,21,19,18,17,16,0.1\n");

            var plain = MeaningOf(path, new CatalogueRequest());

            Assert.Equal(plain, MeaningOf(path, new CatalogueRequest()));
            Assert.NotEqual(plain, MeaningOf(path, new CatalogueRequest { Map = ColumnMap.Parse(map) }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string MeaningOf(string path, CatalogueRequest request)
    {
        using var catalogue = Catalogue.Open(path, request, kept: null);
        return catalogue.Columns.Meaning;
    }
}

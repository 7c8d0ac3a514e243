using System.Globalization;
using Streaming.Catalogues.Observations;

namespace Streaming.Catalogues.Tests.Cases;

/// <summary>The files are what they are said to be: those made here, and those beside the repository.</summary>
public sealed class MadeCasesTests
{
    public static TheoryData<string, string> Files { get; } = new(
        from folder in new[] { CaseFiles.Made, CaseFiles.Shared }.OfType<string>()
        from file in CaseFiles.All
        select (folder, file.Name));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_read_or_refused_as_expected(string folder, string name)
    {
        var file = CaseFiles.Of(name);
        Check(file.Rows, file.FaultOf(needsClasses: false), folder, name, ClassUse.Ignored);
        Check(file.Rows, file.FaultOf(needsClasses: true), folder, name, ClassUse.Required);
    }

    [Fact]
    public void The_files_beside_the_repository_are_these()
    {
        Assert.SkipWhen(CaseFiles.Shared is null, "there are none");

        var listed = File.ReadLines(Path.Combine(CaseFiles.Shared!, "cases.tsv")).Skip(1)
            .Select(line => line.Split('\t'))
            .ToDictionary(line => line[0], line => int.Parse(line[1], CultureInfo.InvariantCulture));

        Assert.Equal(listed.Keys.Order(), CaseFiles.All.Select(file => file.Name).Order());
        Assert.All(listed, line =>
            Assert.Equal(line.Value, CaseFiles.Of(line.Key) is { ClassFault: not null, Name: not "lsst-flux.csv" }
                ? 0
                : CaseFiles.Of(line.Key).Rows));
    }

    private static void Check(int rows, string? fault, string folder, string name, ClassUse use)
    {
        var read = 0;
        var thrown = Record.Exception(() =>
        {
            var request = new CatalogueRequest { Class = use, IsPublished = use == ClassUse.Ignored };
            using var catalogue = Catalogue.Open(Path.Combine(folder, name), request, kept: null);
            read = catalogue.Blocks(TestContext.Current.CancellationToken).Sum(block => block.Rows);
        });
        if (fault is null)
        {
            Assert.Null(thrown);
            Assert.Equal(rows, read);
        }
        else
        {
            Assert.Contains(fault, Assert.IsType<CatalogueException>(thrown).Message, StringComparison.Ordinal);
        }
    }
}

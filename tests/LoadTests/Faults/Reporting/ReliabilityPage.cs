namespace Streaming.LoadTests.Faults.Reporting;

/// <summary>The page and, beside it, the figures that its tables are written from.</summary>
internal static class ReliabilityPage
{
    /// <summary>Changes the figures and writes both.</summary>
    public static void Keep(string page, Func<ReliabilityFigures, ReliabilityFigures> change)
    {
        var path = Path.ChangeExtension(page, ".json");
        var figures = change(ReliabilityFigures.Read(path));
        figures.Write(path);
        if (File.Exists(page))
        {
            File.WriteAllText(page, ReliabilityDocument.Fill(File.ReadAllText(page), figures));
        }
    }
}

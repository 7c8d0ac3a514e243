namespace Streaming.Trainer.Tests;

/// <summary>Real observations, where they are at hand: beside the repository, never in it.</summary>
internal static class RealCatalogue
{
    /// <summary>The SDSS17 file, or null.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Streaming.sln")))
            {
                var file = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", "sdss17.csv"));
                return File.Exists(file) ? file : null;
            }
        }

        return null;
    }
}

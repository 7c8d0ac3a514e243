using Streaming.Classification.Models;

namespace Streaming.Trainer.Tests.Promoting;

/// <summary>
/// A package of format 1, as the trainer before format 2 made it of 3,000 rows of the simulated night 5 in six rounds
/// of four leaves.
/// </summary>
internal static class FormerPackage
{
    public const string Version = "20261128T160525Z-ddf5d708";

    public static void CopyTo(ModelStore store)
    {
        var folder = Directory.CreateDirectory(Path.Combine(store.Path, Version)).FullName;
        var fixtures = Path.Combine(AppContext.BaseDirectory, "Promoting", "fixtures", "former-format");
        foreach (var file in Directory.GetFiles(fixtures))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }
}

using Streaming.Classification.Models.Storage;

namespace Streaming.Classification.Models;

/// <summary>
/// Resolves the store's configured path. A relative one means the same folder for the worker and the trainer, whatever
/// the working directory: in a checkout it is relative to the checkout's root, in a published program to its folder.
/// </summary>
internal static class ModelStoreLocation
{
    public const string DefaultPath = "models";

    /// <summary>The absolute folder; an address in S3 stays as it is.</summary>
    public static string Resolve(string path) => S3Address.IsMeantBy(path) ? path : Path.GetFullPath(path, Root());

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Streaming.sln")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}

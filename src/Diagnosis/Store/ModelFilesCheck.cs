namespace Streaming.Diagnosis.Store;

/// <summary>Whether the champion's files are those that its manifest names.</summary>
internal static class ModelFilesCheck
{
    public const string Code = "model_files";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var store = picture.Store!;
        yield return store switch
        {
            { Champion: null } => Finding.NotAsked(Code, "there is no champion"),
            { FileFaults: [] } => Finding.Ok(Code, $"{store.Files} of {store.Files} files of {store.Champion} are whole"),
            _ => Finding.Wrong(
                Code,
                $"{store.Champion}: {string.Join("; ", store.FileFaults)}",
                "workers refuse this model, and one that starts has none",
                "trainer rollback, then copy the package again, whole, and trainer promote it"),
        };
    }
}

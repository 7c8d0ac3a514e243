namespace Streaming.Diagnosis.Store;

/// <summary>Whether only those can change the store who should.</summary>
internal static class StoreRightsCheck
{
    public const string Code = "store_rights";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        yield return picture.Store!.WritableByAll switch
        {
            null => Finding.NotAsked(Code, "this system tells no rights of files"),
            [] => Finding.Ok(Code, "not every user can write to it"),
            [var first, ..] all => Finding.Warning(
                Code,
                $"every user of this machine can write to {first}" + (all.Count > 1 ? $" and {all.Count - 1} more" : ""),
                "who can write there decides what the workers answer",
                $"chmod -R o-w {picture.Store.Location}"),
        };
    }
}

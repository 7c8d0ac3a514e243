namespace Streaming.Diagnosis.Store;

/// <summary>Whether the model store can be read.</summary>
internal static class StoreCheck
{
    public const string Code = "store";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var store = picture.Store!;
        yield return store switch
        {
            { Fault: null } => Finding.Ok(Code, store.Location),
            { IsNamed: false } => Finding.NotAsked(Code, $"{store.Location}: {store.Fault}", "--store PATH"),
            _ => Finding.Wrong(
                Code,
                $"{store.Location}: {store.Fault}",
                "workers keep the model that they have, and one that starts has none",
                "mount the folder or mend the access; --store PATH names another one"),
        };
    }
}

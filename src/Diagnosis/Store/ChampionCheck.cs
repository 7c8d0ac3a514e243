namespace Streaming.Diagnosis.Store;

/// <summary>Whether the store says which model is to be used.</summary>
internal static class ChampionCheck
{
    public const string Code = "champion";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var store = picture.Store!;
        yield return (store.Champion, store.ChampionFault) switch
        {
            (_, { } fault) => Finding.Wrong(
                Code, fault, "workers keep the model that they have, and one that starts has none", "trainer rollback"),
            (null, _) => Finding.Wrong(
                Code,
                $"{store.Location} has no champion",
                "a worker that starts has no model, and classifies nothing",
                "trainer models lists what is there, trainer promote VERSION chooses"),
            var (version, _) => Finding.Ok(Code, version),
        };
    }
}

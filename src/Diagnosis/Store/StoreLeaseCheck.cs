namespace Streaming.Diagnosis.Store;

/// <summary>Whether the right to change the store is held for long, or was left behind.</summary>
internal static class StoreLeaseCheck
{
    public const string Code = "store_lease";

    // A promotion holds it for seconds, a training run until its package is written.
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var store = picture.Store!;
        yield return store switch
        {
            { Holder: null } => Finding.Ok(Code, "nobody is changing the store"),
            { IsHolderGone: true } => Finding.Warning(
                Code,
                $"left behind by {store.Holder}, which no longer runs",
                "a trainer was killed while it changed the store: what it was doing is not done",
                "trainer history shows how far it came; the next change clears what it left, then run it again"),
            { HeldFor: { } age } when age > Long => Finding.Warning(
                Code,
                $"held by {store.Holder}",
                "nobody else can promote or roll back",
                "look whether that process still works, else end it: the store is free when it ends"),
            _ => Finding.Ok(Code, $"being changed by {store.Holder}"),
        };
    }
}

namespace Streaming.Diagnosis.Store;

/// <summary>Whether another model fits.</summary>
internal static class StoreDiskCheck
{
    public const string Code = "store_disk";

    // A model takes some 7 MB: this is room for a good many, and for what else is on the disk to grow meanwhile.
    private const long Little = 500_000_000;

    public static IEnumerable<Finding> Of(Picture picture)
    {
        yield return picture.Store!.DiskFree switch
        {
            null => Finding.NotAsked(Code, "this system does not tell the free space"),
            { } free when free < Little => Finding.Warning(
                Code,
                $"{Size.Of(free)} free",
                "the next training run may not be able to store its model",
                "trainer prune, or make room"),
            { } free => Finding.Ok(Code, $"{Size.Of(free)} free"),
        };
    }
}

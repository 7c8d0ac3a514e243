using Streaming.Classification.Models;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Promoting;

/// <summary>Makes a model the champion once it has passed every check that a worker will make.</summary>
internal static class Promotion
{
    /// <exception cref="ModelException">There is no such model, or it must not be used.</exception>
    public static void Run(ModelStore store, string version, TimeProvider time, Screen screen)
    {
        ModelLoader.Load(store, version);
        var before = store.ReadChampion()?.Version;
        if (before == version)
        {
            screen.Line($"{version} is the champion already");
            return;
        }

        store.Promote(version, time.GetUtcNow());
        screen.Line($"champion: {before ?? "none"} → {version}");
    }
}

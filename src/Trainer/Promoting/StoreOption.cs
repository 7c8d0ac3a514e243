using System.CommandLine;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Promoting;

/// <summary><c>--store</c>: where the models are.</summary>
internal sealed class StoreOption
{
    private const string Setting = "ModelStore__Path";

    private readonly Option<string?> _option = new("--store")
    {
        Description = $"Model store, relative to the current folder [default: the setting {Setting}, else "
            + $"'{ModelStoreLocation.DefaultPath}' where the worker looks for it]",
        HelpName = "PATH",
    };

    public StoreOption(Command command) => command.Options.Add(_option);

    public ModelStore Read(ParseResult parsed)
    {
        if (parsed.GetValue(_option) is { } path)
        {
            return new ModelStore(path);
        }

        var configured = Environment.GetEnvironmentVariable(Setting);
        return new ModelStore(ModelStoreLocation.Resolve(
            string.IsNullOrEmpty(configured) ? ModelStoreLocation.DefaultPath : configured));
    }

    /// <summary>Finds out before the work, not after it, that its result cannot be kept.</summary>
    /// <exception cref="TrainerException">Nothing can be written there.</exception>
    public static void EnsureWritable(ModelStore store)
    {
        try
        {
            Directory.CreateDirectory(store.Path);
            var probe = Path.Combine(store.Path, $".probe.{Guid.NewGuid():N}");
            using var file = new FileStream(
                probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new TrainerException($"--store {store.Path}: cannot be written to: {fault.Message}", fault);
        }
    }
}

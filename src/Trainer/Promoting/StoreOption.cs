using System.CommandLine;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;

namespace Streaming.Trainer.Promoting;

/// <summary><c>--store</c>: where the models are.</summary>
internal sealed class StoreOption
{
    private const string Setting = "ModelStore__Path";

    private readonly Option<string?> _option = new("--store")
    {
        Description = "Model store: a folder, relative to the current one, or s3://BUCKET/PREFIX [default: the setting "
            + $"{Setting}, else '{ModelStoreLocation.DefaultPath}' where the worker looks for it]",
        HelpName = "PATH",
    };

    public StoreOption(Command command) => command.Options.Add(_option);

    /// <exception cref="ModelException">
    /// It is no address in S3, the settings name no server for it, or the trusted keys cannot be read.
    /// </exception>
    public ModelStore Read(ParseResult parsed)
    {
        if (parsed.GetValue(_option) is { } path)
        {
            return Open(path);
        }

        var configured = Environment.GetEnvironmentVariable(Setting);
        return Open(ModelStoreLocation.Resolve(
            string.IsNullOrEmpty(configured) ? ModelStoreLocation.DefaultPath : configured));
    }

    // With the workers' keys it refuses what they would refuse.
    private static ModelStore Open(string path) => new(path)
    {
        Trusted = TrustedKeys.Of(Environment.GetEnvironmentVariable(TrustedKeys.Setting)),
    };

    /// <summary>Finds out before the work, not after it, that its result cannot be kept.</summary>
    /// <exception cref="FailureException">Nothing can be written there.</exception>
    public static void EnsureWritable(ModelStore store)
    {
        try
        {
            store.Storage.EnsureWritable();
        }
        catch (ModelException fault)
        {
            throw new FailureException($"--store {store.Path}: cannot be written to: {fault.Message}", fault);
        }
    }
}

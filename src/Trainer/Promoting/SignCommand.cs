using System.CommandLine;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer sign</c></summary>
internal static class SignCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var version = new Argument<string>("version") { Description = "The model's version, as 'models' lists it" };
        var command = new DocumentedCommand(
            "sign",
            "Sign a model of the store, so that workers with trusted keys use it; it is checked, and nothing of it loaded",
            """
            trainer sign 20260115T200000Z-0123abcd --key signing.pem
            trainer sign 20260115T200000Z-0123abcd --key signing.pem --store s3://telescope-models/production
            """)
        {
            version,
        };
        var key = new SigningOption(command);
        var store = new StoreOption(command);
        var lease = new LeaseOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var signer = key.Read(parsed, screen)
                ?? throw new UsageException($"--key is needed, or the setting {SigningOption.Setting}");
            var target = store.Read(parsed).Unchecked();
            using var writer = await ModelStoreWriter.OpenAsync(target, lease.Read(parsed), time, cancellation);
            var manifest = PackageFiles.CheckAll(target, parsed.GetRequiredValue(version));
            writer.Sign(manifest, signer);
            screen.Line($"{manifest.Version}, {manifest.Sha256}, is signed by key {signer.KeyId}");
            return ExitCode.Success;
        });
        return command;
    }
}

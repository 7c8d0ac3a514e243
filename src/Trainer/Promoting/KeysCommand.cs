using System.CommandLine;
using System.Security.Cryptography;
using Streaming.Classification.Models.Signing;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer keys</c></summary>
internal static class KeysCommand
{
    private const string PrivateFile = "signing.pem";
    private const string PublicFile = "signing.pub.pem";

    public static Command Create(Screen screen) => new DocumentedCommand(
        "keys",
        "Make the keys that models are signed with, and tell them apart",
        """
        trainer keys new --out keys
        trainer keys show keys/signing.pub.pem
        """)
    {
        New(screen),
        Show(screen),
    };

    private static DocumentedCommand New(Screen screen)
    {
        var output = new Option<string>("--out")
        {
            Description = $"Folder for {PrivateFile}, which only its owner can read, and {PublicFile}",
            HelpName = "DIR",
            Required = true,
        };
        var command = new DocumentedCommand(
            "new",
            "Make a pair of keys (ECDSA on P-256): the private one signs, the public one goes to the workers",
            "trainer keys new --out keys")
        {
            output,
        };
        command.SetAction(parsed =>
        {
            var folder = Directory.CreateDirectory(parsed.GetRequiredValue(output)).FullName;
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Write(Path.Combine(folder, PrivateFile), key.ExportPkcs8PrivateKeyPem(), isSecret: true);
            Write(Path.Combine(folder, PublicFile), key.ExportSubjectPublicKeyInfoPem(), isSecret: false);
            screen.Line($"key {PublicKeys.IdOf(key)}");
            screen.Line($"private: {Path.Combine(folder, PrivateFile)}, for --key; keep it out of the store");
            screen.Line($"public:  {Path.Combine(folder, PublicFile)}, for {TrustedKeys.Setting} of the workers");
            return ExitCode.Success;
        });
        return command;
    }

    private static DocumentedCommand Show(Screen screen)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "PEM files of public keys",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new DocumentedCommand(
            "show", "Print the ids of public keys, as 'models' and the workers name them", "trainer keys show *.pub.pem")
        {
            files,
        };
        command.SetAction(parsed =>
        {
            foreach (var file in parsed.GetRequiredValue(files))
            {
                foreach (var id in TrustedKeys.Read(file).Ids)
                {
                    screen.Line($"{id} {file}");
                }
            }

            return ExitCode.Success;
        });
        return command;
    }

    // Never over a key that is there: what it has signed could not be signed again.
    private static void Write(string file, string text, bool isSecret)
    {
        if (File.Exists(file))
        {
            throw new FailureException($"{file} is there already, and is not overwritten");
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.WriteLine(text);
    }
}

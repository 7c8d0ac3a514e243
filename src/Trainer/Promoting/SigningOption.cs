using System.CommandLine;
using Streaming.Classification.Models.Signing;

namespace Streaming.Trainer.Promoting;

/// <summary><c>--key</c>: the private key that signs a model.</summary>
internal sealed class SigningOption
{
    /// <summary>The setting that it overrides.</summary>
    public const string Setting = "Signing__KeyFile";

    private readonly Option<string?> _option = new("--key")
    {
        Description = $"PEM file of the private key that signs the model [default: the setting {Setting}, else none]",
        HelpName = "FILE",
    };

    public SigningOption(Command command) => command.Options.Add(_option);

    /// <returns>The key; null when neither the option nor the setting names one.</returns>
    /// <exception cref="Classification.Models.ModelException">The file is not one of such a key.</exception>
    public SigningKey? Read(ParseResult parsed, Screen screen)
    {
        var file = parsed.GetValue(_option) ?? Environment.GetEnvironmentVariable(Setting);
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        var key = SigningKey.Read(file);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & UnixFileMode.OtherRead) != 0)
        {
            screen.Complain($"warning: {file} can be read by everybody on this machine; chmod 600 it");
        }

        return key;
    }
}

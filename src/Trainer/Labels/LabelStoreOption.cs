using System.CommandLine;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Labels;

/// <summary><c>--labels</c>: where the label store is.</summary>
internal sealed class LabelStoreOption
{
    private const string PathSetting = "Labels__Path";
    private const string ServerSetting = "ConnectionStrings__Labels";
    private const string DefaultPath = "labels/labels.db";

    private const string Where = $"[default: the setting {ServerSetting} (PostgreSQL), else {PathSetting}, else "
        + $"'{DefaultPath}' beside the model store's default]";

    private readonly Option<string?> _option;

    private LabelStoreOption(Command command, Option<string?> option)
    {
        _option = option;
        command.Options.Add(option);
    }

    /// <summary>For a command that always uses the store.</summary>
    public static LabelStoreOption Always(Command command) => new(command, new Option<string?>("--labels")
    {
        Description = $"Label store: a file of SQLite {Where}",
        HelpName = "FILE",
    });

    /// <summary>For a command that uses the store only when it is told to.</summary>
    public static LabelStoreOption WhenAsked(Command command) => new(command, new Option<string?>("--labels")
    {
        Description = $"Train on the labels received as well; FILE is a label store of SQLite {Where}",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
    });

    /// <returns>The address; null when the option may be left out and was.</returns>
    /// <exception cref="FailureException">The setting is not an address.</exception>
    public LabelStoreAddress? ReadIfGiven(ParseResult parsed) =>
        parsed.GetResult(_option) is null ? null : Read(parsed);

    /// <exception cref="FailureException">The setting is not an address.</exception>
    public LabelStoreAddress Read(ParseResult parsed)
    {
        if (parsed.GetValue(_option) is { } file)
        {
            return LabelStoreAddress.Sqlite(file);
        }

        if (SecretFiles.Read(ServerSetting) is { } server)
        {
            return LabelStoreAddress.PostgreSql(ServerSetting, server);
        }

        var path = Environment.GetEnvironmentVariable(PathSetting);
        return LabelStoreAddress.Sqlite(ModelStoreLocation.Resolve(string.IsNullOrEmpty(path) ? DefaultPath : path));
    }
}

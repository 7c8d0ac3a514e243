using System.CommandLine;
using Streaming.Catalogues.Observations;

namespace Streaming.Trainer.Data;

/// <summary><c>--data</c> and what is said of the columns of its files: the same in every command.</summary>
internal sealed class DataOptions
{
    private const string Formats =
        "a table of any survey as CSV and its like, JSON lines, FITS, VOTable or Parquet, packed with gzip or not; - is "
        + "standard input";

    private const string Meaning = $"Rows with classes, {Formats}";

    private readonly Option<string[]> _data;
    private readonly CatalogueOptions _columns;

    private DataOptions(Command command, Option<string[]> data, CatalogueOptions columns)
    {
        (_data, _columns) = (data, columns);
        // Above what the command has of its own: it is what every example begins with.
        command.Options.Insert(0, data);
    }

    /// <summary>Adds the options to a command that reads one file.</summary>
    public static DataOptions One(Command command) => new(
        command,
        Option(Meaning, isRequired: true, areSeveral: false),
        new CatalogueOptions(command, hasClasses: true));

    /// <summary>Adds the options to a command that reads one file or more.</summary>
    public static DataOptions Several(Command command) => new(
        command,
        Option(Meaning, isRequired: true, areSeveral: true),
        new CatalogueOptions(command, hasClasses: true));

    /// <summary>Adds the options to a command that can do without.</summary>
    /// <param name="command">The command.</param>
    /// <param name="purpose">What the rows are for.</param>
    /// <param name="areSeveral">Whether it reads more than one file.</param>
    /// <param name="classes">
    /// What the option for the words of classes is called, where the command has other classes.
    /// </param>
    public static DataOptions Optional(
        Command command,
        string purpose,
        bool areSeveral = false,
        string classes = CatalogueOptions.ClassesOption) => new(
            command,
            Option($"{purpose}: {Formats}", isRequired: false, areSeveral),
            new CatalogueOptions(command, hasClasses: true, classes));

    /// <summary>What is to be read; null where no file was named.</summary>
    public DataSource? ReadIfGiven(ParseResult parsed) =>
        parsed.GetValue(_data) is { Length: > 0 } files ? new DataSource(files, _columns.Read(parsed)) : null;

    /// <summary>What is to be read, in a command that cannot do without.</summary>
    public DataSource Read(ParseResult parsed) => new(parsed.GetRequiredValue(_data), _columns.Read(parsed));

    private static Option<string[]> Option(string description, bool isRequired, bool areSeveral)
    {
        var option = new Option<string[]>("--data")
        {
            Description = description + (areSeveral ? "; may be repeated" : ""),
            HelpName = "FILE",
            Required = isRequired,
            Arity = ArgumentArity.OneOrMore,
        };
        option.Validators.Add(result =>
        {
            if (!areSeveral && result.Tokens.Count > 1)
            {
                result.AddError($"--data is given {result.Tokens.Count} files, and this command reads one");
            }
        });
        return option;
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Streaming.Trainer.Training;

/// <summary>
/// <c>--settings</c>: a JSON object whose members are named like the options that they stand for, without the dashes:
/// <c>{"leaves": 31, "learning-rate": 0.075, "features": "u,g,r,i,z,redshift"}</c>. <c>trainer tune</c> writes one.
/// </summary>
internal sealed class SettingsFile
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Option<string?> _path = new("--settings")
    {
        Description = "JSON file of hyperparameters, as tune writes it; options given beside it override it",
        HelpName = "FILE",
    };

    // Read as a command line of its own, so that a file is held to the very checks that the options are.
    private readonly Command _reader = new("settings");

    public SettingsFile(Command command, IEnumerable<Option> options)
    {
        command.Options.Add(_path);
        foreach (var option in options)
        {
            _reader.Options.Add(option);
        }
    }

    /// <summary>What the file is called in a fault of it.</summary>
    public string NameIn(ParseResult parsed) => $"--settings {parsed.GetValue(_path)}";

    /// <returns>The file's values, or null when none was named.</returns>
    /// <exception cref="FailureException">It cannot be read, or has an unknown member or a wrong value.</exception>
    public ParseResult? Read(ParseResult parsed) =>
        parsed.GetValue(_path) is { } path ? Read(path) : null;

    /// <summary>Writes hyperparameters so that <see cref="Read(ParseResult)"/> gives the same.</summary>
    public static string Text(Hyperparameters one) => JsonSerializer.Serialize(Values(one), Indented) + "\n";

    /// <summary>Every member of the file.</summary>
    public static IReadOnlyDictionary<string, object> Values(Hyperparameters one) => new Dictionary<string, object>
    {
        ["features"] = string.Join(',', one.Features),
        ["iterations"] = one.Iterations,
        ["leaves"] = one.Leaves,
        ["max-depth"] = one.MaximumDepth,
        ["learning-rate"] = one.LearningRate,
        ["min-rows-per-leaf"] = one.MinimumRowsPerLeaf,
        ["bins"] = one.Bins,
        ["l1"] = one.L1,
        ["l2"] = one.L2,
        ["row-fraction"] = one.RowFraction,
        ["feature-fraction"] = one.FeatureFraction,
        ["star-weight"] = one.StarWeight,
        ["galaxy-weight"] = one.GalaxyWeight,
        ["qso-weight"] = one.QsoWeight,
        ["seed"] = one.Seed,
        ["threads"] = one.Threads,
    };

    private ParseResult Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var values = _reader.Parse([.. document.RootElement.EnumerateObject().SelectMany(Tokens)]);
            return values.Errors.Count == 0
                ? values
                : throw new FailureException(string.Create(
                    CultureInfo.InvariantCulture, $"--settings {path}: {values.Errors[0].Message.TrimEnd('.')}"));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException($"--settings {path}: no such file", fault);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new FailureException($"--settings {path}: not a JSON object of settings: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"--settings {path}: cannot be read: {fault.Message}", fault);
        }
    }

    private static string[] Tokens(JsonProperty setting) => [$"--{setting.Name}", setting.Value.ToString()];
}

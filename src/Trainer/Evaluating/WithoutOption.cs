using System.CommandLine;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Evaluating;

/// <summary><c>--without redshift,u</c>: measures a file as if these had not been measured.</summary>
internal static class WithoutOption
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--without")
        {
            Description = "Measure as if these had not been measured: bands, redshift, measurements, joined by commas",
            HelpName = "NAMES",
        };
        option.Validators.Add(result =>
        {
            if (Names(result.GetValueOrDefault<string?>())
                .FirstOrDefault(name => !InputSet.IsMeasurement(name)) is { } unknown)
            {
                result.AddError($"--without: '{unknown}' is neither a band, 'redshift', nor a measurement's name");
            }
        });
        return option;
    }

    public static IReadOnlyList<string> Read(ParseResult parsed, Option<string?> option) =>
        Names(parsed.GetValue(option));

    /// <summary>Makes sure that leaving them out changes something: any name could be that of a measurement.</summary>
    /// <exception cref="FailureException">One is nothing that the model uses.</exception>
    public static void EnsureKnown(IReadOnlyList<string> without, IEnumerable<string> measurements)
    {
        if (without.Except(InputSet.Spectroscopic.Names).Except(measurements).FirstOrDefault() is { } unknown)
        {
            throw new FailureException(
                $"--without: '{unknown}' is neither a band, 'redshift', nor a measurement that the model uses");
        }
    }

    /// <summary>The row as if the inputs had not been measured; its key, and so its side of the split, stays.</summary>
    public static LabelledRow Apply(LabelledRow row, IReadOnlyList<string> without) => without.Count == 0
        ? row
        : row with { Observation = without.Aggregate(row.Observation, (one, name) => one.With(name, double.NaN)) };

    private static string[] Names(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

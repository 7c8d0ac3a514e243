using System.CommandLine;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Training;

/// <summary>Sets of inputs on the command line, each as its names joined by hyphens: <c>u-g-r-i-z-redshift</c>.</summary>
internal static class InputSetOptions
{
    /// <summary>Stands for every choice of three or more bands, with and without redshift.</summary>
    private const string All = "all";

    /// <summary>Stands for the two sets with all five bands.</summary>
    private const string Complete = "complete";

    /// <summary><c>--input-sets</c>: what a model is to be trained for.</summary>
    public static Option<string> Several()
    {
        var option = new Option<string>("--input-sets")
        {
            Description = "What the model can be given, an ensemble each: sets joined by commas, such as "
                + $"u-g-r-i-z-redshift,g-r-i or u-g-r-i-z-psfMag_r with a measurement; '{All}' is every choice of three "
                + $"or more bands with and without redshift, '{Complete}' the two with five bands",
            HelpName = "SETS",
            DefaultValueFactory = _ => All,
        };
        option.Validators.Add(result => Validate(result, text => Sets(text)));
        return option;
    }

    /// <summary><c>--inputs</c>: what one ensemble is given.</summary>
    public static Option<string> One()
    {
        var option = new Option<string>("--inputs")
        {
            Description = "What an ensemble is given, such as u-g-r-i-z without redshift; rows that lack one are left out",
            HelpName = "SET",
            DefaultValueFactory = _ => InputSet.Spectroscopic.Name,
        };
        option.Validators.Add(result => Validate(result, text => Set(text)));
        return option;
    }

    /// <summary>The value of <see cref="Several"/>; whether absent rows are a fault.</summary>
    public static (IReadOnlyList<InputSet> Sets, bool AsFarAsPossible) ReadSeveral(
        this ParseResult parsed, Option<string> option) =>
        (Sets(parsed.GetRequiredValue(option)), parsed.GetRequiredValue(option) == All);

    /// <summary>The value of <see cref="One"/>.</summary>
    public static InputSet ReadOne(this ParseResult parsed, Option<string> option) =>
        Set(parsed.GetRequiredValue(option));

    private static void Validate(
        System.CommandLine.Parsing.OptionResult result, Func<string, object> read)
    {
        try
        {
            read(result.GetValueOrDefault<string>());
        }
        catch (ModelException fault)
        {
            result.AddError($"{result.Option.Name}: {fault.Message}");
        }
    }

    private static IReadOnlyList<InputSet> Sets(string text) => text switch
    {
        All => InputSet.All,
        Complete => [InputSet.Spectroscopic, InputSet.Photometric],
        _ => Listed(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    };

    private static InputSet[] Listed(string[] names) => names.Length > 0
        ? [.. names.Select(Set).Distinct().OrderDescending(Comparer<InputSet>.Create(InputSet.Preference))]
        : throw new ModelException("no set is named");

    private static InputSet Set(string text)
    {
        var set = InputSet.Of(text.Split('-', StringSplitOptions.TrimEntries));
        return set.Bands.Length >= Contracts.ObservationReceived.FewestBands
            ? set
            : throw new ModelException(
                $"'{text}' has fewer than {Contracts.ObservationReceived.FewestBands} of the bands u g r i z");
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Streaming.Terminal;

/// <summary>Makes options that take only some values; a fault names option, value and what is allowed.</summary>
internal static class BoundedOption
{
    /// <summary>Takes a number within the bounds, both included.</summary>
    public static Option<T> Of<T>(string name, string description, T fallback, T minimum, T maximum)
        where T : INumber<T>
    {
        var option = Of(name, description, minimum, maximum);
        option.DefaultValueFactory = _ => fallback;
        return option;
    }

    /// <summary>The same without a default: whether it was given shows in the result alone.</summary>
    public static Option<T> Of<T>(string name, string description, T minimum, T maximum)
        where T : INumber<T> => new(name)
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"{description}, {minimum} to {maximum}"),
            HelpName = "N",
            CustomParser = result =>
                // NaN is within no bounds.
                T.TryParse(TextOf(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && value >= minimum
                    && value <= maximum
                    ? value
                    : Refuse<T>(result, string.Create(CultureInfo.InvariantCulture,
                        $"{name} is {TextOf(result)}, allowed are {minimum} to {maximum}")),
        };

    /// <summary>Takes one of a few words, the first unless given; a shell completes them.</summary>
    public static Option<string> Of(string name, string description, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => words[0],
            CustomParser = result => Word(result, words),
        };
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>Reads one of a few words.</summary>
    public static string? Word(ArgumentResult result, IReadOnlyList<string> words) => words.Contains(TextOf(result))
        ? TextOf(result)
        : Refuse<string>(
            result, $"{NameOf(result)}: '{TextOf(result)}' is not one of {string.Join(", ", words)}");

    private static T? Refuse<T>(ArgumentResult result, string fault)
    {
        result.AddError(fault);
        return default;
    }

    private static string NameOf(ArgumentResult result) =>
        result.Parent is OptionResult { Option: var option } ? option.Name : result.Argument.Name;

    private static string TextOf(ArgumentResult result) => result.Tokens[0].Value;
}

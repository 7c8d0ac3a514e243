using System.CommandLine;
using System.Globalization;

namespace Streaming.Telescope;

/// <summary>Refuses wrong option values, in words that name the option and what it takes.</summary>
internal static class OptionValues
{
    /// <summary>Takes a number within the bounds, both included.</summary>
    public static Option<T> Within<T>(this Option<T> option, T lowest, T highest)
        where T : IParsable<T>, IComparable<T>
    {
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var isNumber = T.TryParse(text, CultureInfo.InvariantCulture, out var value);
            // NaN compares as less than every number.
            if (isNumber && value!.CompareTo(lowest) >= 0 && value.CompareTo(highest) <= 0) return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture,
                $"{option.Name} takes a number from {lowest} to {highest}, not {text}."));
            return default;
        };
        return option;
    }

    /// <summary>Takes one of a few words.</summary>
    public static Option<string> OneOf(this Option<string> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 0 ? words[0] : result.Tokens[0].Value;
            if (!words.Contains(text))
                result.AddError($"{option.Name} takes {string.Join(" or ", words)}, not {text}.");
        });
        return option;
    }
}

using System.CommandLine;
using System.Numerics;

namespace Streaming.Trainer.Terminal;

/// <summary>Makes options that take a number from a range, and say so.</summary>
internal static class BoundedOption
{
    public static Option<T> Of<T>(string name, string description, T fallback, T minimum, T maximum)
        where T : INumber<T>
    {
        var option = new Option<T>(name)
        {
            Description = FormattableString.Invariant($"{description}, {minimum} to {maximum}"),
            DefaultValueFactory = _ => fallback,
            HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && T.TryParse(token.Value, provider: null, out var value)
                && !(value >= minimum && value <= maximum))
            {
                result.AddError(FormattableString.Invariant($"{name} is {value}, allowed are {minimum} to {maximum}"));
            }
        });
        return option;
    }
}

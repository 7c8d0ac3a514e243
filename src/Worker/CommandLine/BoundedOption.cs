using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Streaming.Worker.CommandLine;

/// <summary>An option that is a number within bounds; its faults name it, the value and what is allowed.</summary>
internal static class BoundedOption
{
    public static Option<T> Create<T>(string name, string description, T usual, T minimum, T maximum)
        where T : struct, INumber<T> => new(name)
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"{description}, {minimum} to {maximum}"),
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && value >= minimum
                    && value <= maximum)
                {
                    return value;
                }

                result.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"{name} is {text}, allowed are {minimum} to {maximum}"));
                return default;
            },
        };
}

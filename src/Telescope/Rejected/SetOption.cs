using System.CommandLine;

namespace Streaming.Telescope.Rejected;

/// <summary><c>--set</c>: how a rejected observation is mended.</summary>
internal static class SetOption
{
    public static Option<FieldChange[]> Create() => new("--set")
    {
        Description = "Give a field this value before it goes out: u=null, alpha=118.66, source=wide-field, "
            + "measurements.w1=null; may be given several times",
        HelpName = "NAME=VALUE",
        CustomParser = result =>
        {
            var changes = new List<FieldChange>();
            foreach (var token in result.Tokens)
            {
                if (FieldChange.Parse(token.Value) is { } change) changes.Add(change);
                else
                    result.AddError(
                        $"--set: '{token.Value}' is not of the form NAME=VALUE with one of the names "
                        + $"{string.Join(", ", FieldChange.Fields)}, {FieldChange.Measurements}NAME");
            }

            return [.. changes];
        },
    };
}

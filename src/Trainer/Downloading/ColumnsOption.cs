using System.CommandLine;

namespace Streaming.Trainer.Downloading;

/// <summary><c>--columns</c>: what is downloaded beside bands, class and redshift.</summary>
internal static class ColumnsOption
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--columns")
        {
            Description = "Further columns, to be used as measurements, joined by commas: "
                + string.Join(", ", SurveyColumns.Groups),
            HelpName = "NAMES",
        };
        option.Validators.Add(result =>
        {
            try
            {
                if (SurveyColumns.Find(result.GetValueOrDefault<string?>() ?? "").Count == 0)
                {
                    result.AddError("--columns: no column is named");
                }
            }
            catch (FailureException fault)
            {
                result.AddError($"--columns: {fault.Message}");
            }
        });
        return option;
    }

    /// <summary>The names of the columns, joined by commas, the same however they were asked for; or nothing.</summary>
    public static string Read(ParseResult parsed, Option<string?> option) =>
        string.Join(',', SurveyColumns.Find(parsed.GetValue(option) ?? "").Select(column => column.Name));
}

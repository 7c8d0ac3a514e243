using System.Globalization;
using Microsoft.Extensions.Options;

namespace Streaming.Worker.Classifying;

/// <summary>Checks coverage and priors; the messages name the setting, its value and what is allowed.</summary>
internal sealed class ClassificationOptionsValidator : IValidateOptions<ClassificationOptions>
{
    private const double Tolerance = 0.001;

    public ValidateOptionsResult Validate(string? name, ClassificationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (!ClassificationOptions.CoverageLevels.Contains(options.Coverage))
        {
            result.AddError(Invariant(
                $"{ClassificationOptions.SectionName}__Coverage is {options.Coverage}, allowed are 0.9, 0.95 and 0.99"));
        }

        foreach (var (source, shares) in options.Priors)
        {
            double[] all = [shares.Star, shares.Galaxy, shares.Qso];
            if (!Array.TrueForAll(all, share => share > 0) || !(Math.Abs(all.Sum() - 1) <= Tolerance))
            {
                result.AddError(
                    $"{ClassificationOptions.SectionName}__Priors__{source} has "
                    + Invariant($"STAR {shares.Star}, GALAXY {shares.Galaxy} ")
                    + Invariant($"and QSO {shares.Qso}, expected are three shares above 0 that are together 1"));
            }
        }

        return result.Build();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

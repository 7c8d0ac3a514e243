using Microsoft.Extensions.Options;

namespace Streaming.Worker.Models;

/// <summary>Checks the instance's name; the message names the setting, its value and what is allowed.</summary>
internal sealed class InstanceOptionsValidator : IValidateOptions<InstanceOptions>
{
    public ValidateOptionsResult Validate(string? name, InstanceOptions options) =>
        !string.IsNullOrWhiteSpace(options.Name) && options.Name.Length <= InstanceOptions.LongestName
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{InstanceOptions.SectionName}__Name is '{options.Name}', expected are 1 to "
                + $"{InstanceOptions.LongestName} characters");
}

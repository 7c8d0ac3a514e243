using Microsoft.Extensions.Options;

namespace Streaming.Worker.Models;

/// <summary>Checks the store's options; the messages name the setting, its value and what is allowed.</summary>
internal sealed class ModelStoreOptionsValidator : IValidateOptions<ModelStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelStoreOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            result.AddError($"{ModelStoreOptions.SectionName}__Path is empty, expected is a folder");
        }

        if (options.PollingInterval < ModelStoreOptions.ShortestPollingInterval
            || options.PollingInterval > ModelStoreOptions.LongestPollingInterval)
        {
            result.AddError(
                $"{ModelStoreOptions.SectionName}__PollingInterval is {options.PollingInterval}, allowed are "
                + $"{ModelStoreOptions.ShortestPollingInterval} to {ModelStoreOptions.LongestPollingInterval}");
        }

        return result.Build();
    }
}

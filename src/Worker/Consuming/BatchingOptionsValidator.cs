using Microsoft.Extensions.Options;

namespace Streaming.Worker.Consuming;

/// <summary>Checks by hand what generated validation could check, so that the message also tells the value.</summary>
internal sealed class BatchingOptionsValidator : IValidateOptions<BatchingOptions>
{
    public ValidateOptionsResult Validate(string? name, BatchingOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.MessageLimit is < 1 or > BatchingOptions.LargestMessageLimit)
        {
            Add(nameof(options.MessageLimit), options.MessageLimit, $"1 to {BatchingOptions.LargestMessageLimit}");
        }

        if (options.TimeLimit < TimeSpan.Zero || options.TimeLimit > BatchingOptions.LongestTimeLimit)
        {
            Add(nameof(options.TimeLimit), options.TimeLimit, $"{TimeSpan.Zero} to {BatchingOptions.LongestTimeLimit}");
        }

        if (options.ConcurrencyLimit is < 1 or > BatchingOptions.LargestConcurrencyLimit)
        {
            Add(
                nameof(options.ConcurrencyLimit),
                options.ConcurrencyLimit,
                $"1 to {BatchingOptions.LargestConcurrencyLimit}");
        }

        // The broker counts unacknowledged messages in 16 bits.
        if (options.PrefetchCount > ushort.MaxValue)
        {
            result.AddError(
                $"{BatchingOptions.SectionName}__MessageLimit x ({BatchingOptions.SectionName}__ConcurrencyLimit + 1) "
                + $"is {options.PrefetchCount}, allowed are at most {ushort.MaxValue}");
        }

        return result.Build();

        void Add(string property, object value, string allowed) =>
            result.AddError($"{BatchingOptions.SectionName}__{property} is {value}, allowed are {allowed}");
    }
}

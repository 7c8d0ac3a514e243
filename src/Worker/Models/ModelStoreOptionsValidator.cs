using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;
using Streaming.Classification.Models.Storage;

namespace Streaming.Worker.Models;

/// <summary>Checks the store's options; the messages name the setting, its value and what is allowed.</summary>
internal sealed class ModelStoreOptionsValidator : IValidateOptions<ModelStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelStoreOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            result.AddError(
                $"{ModelStoreOptions.SectionName}__Path is empty, expected is a folder or s3://BUCKET/PREFIX");
        }
        else if (S3Address.IsMeantBy(options.Path))
        {
            CheckBucket(options.Path, result);
        }

        CheckKeys(options.TrustedKeys, result);
        if (options.PollingInterval < ModelStoreOptions.ShortestPollingInterval
            || options.PollingInterval > ModelStoreOptions.LongestPollingInterval)
        {
            result.AddError(
                $"{ModelStoreOptions.SectionName}__PollingInterval is {options.PollingInterval}, allowed are "
                + $"{ModelStoreOptions.ShortestPollingInterval} to {ModelStoreOptions.LongestPollingInterval}");
        }

        return result.Build();
    }

    private static void CheckKeys(string? files, ValidateOptionsResultBuilder result)
    {
        try
        {
            TrustedKeys.Of(files);
        }
        catch (ModelException fault)
        {
            result.AddError(fault.Message.StartsWith(TrustedKeys.Setting, StringComparison.Ordinal)
                ? fault.Message
                : $"{TrustedKeys.Setting} is '{files}': {fault.Message}");
        }
    }

    // Makes the client, without a call to the server: that may be away while a worker starts.
    private static void CheckBucket(string path, ValidateOptionsResultBuilder result)
    {
        if (!S3Address.TryParse(path, out var address))
        {
            result.AddError(
                $"{ModelStoreOptions.SectionName}__Path is '{path}', expected is a folder or s3://BUCKET/PREFIX");
            return;
        }

        try
        {
            using var client = S3Client.Create(address);
        }
        catch (ModelException fault)
        {
            result.AddError(fault.Message);
        }
    }
}

using Amazon.Runtime;
using Amazon.S3;

namespace Streaming.Classification.Models.Storage;

/// <summary>
/// Makes the client of an S3-compatible server from the variables that every AWS program reads: the server from
/// <c>AWS_ENDPOINT_URL_S3</c> (AWS itself when it is not set), <c>AWS_REGION</c>, and the credentials from
/// <c>AWS_ACCESS_KEY_ID</c> with <c>AWS_SECRET_ACCESS_KEY</c>, a profile, or the role of the pod or the machine.
/// </summary>
internal static class S3Client
{
    public const string EndpointSetting = "AWS_ENDPOINT_URL_S3";
    public const string RegionSetting = "AWS_REGION";

    // A store is asked every few seconds, and a stopping worker waits for the answer that is under way.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="ModelException">Neither a server nor a region is named.</exception>
    public static IAmazonS3 Create(S3Address address)
    {
        var endpoint = Environment.GetEnvironmentVariable(EndpointSetting);
        var config = new AmazonS3Config
        {
            Timeout = Timeout,
            MaxErrorRetry = 2,
            // Of its own accord the client adds checksums in a form that few servers but AWS understand. The model's
            // SHA-256 stands in its manifest and is checked at every load.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (!string.IsNullOrEmpty(endpoint))
        {
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var server)
                || (server.Scheme != Uri.UriSchemeHttp && server.Scheme != Uri.UriSchemeHttps))
            {
                throw new ModelException(
                    $"{EndpointSetting} is '{endpoint}', expected is an address such as http://minio:9000");
            }

            config.ServiceURL = endpoint;
            // Few servers have a host name for each bucket.
            config.ForcePathStyle = true;
            config.AuthenticationRegion = Environment.GetEnvironmentVariable(RegionSetting) is { Length: > 0 } region
                ? region
                : "us-east-1";
        }

        try
        {
            return new AmazonS3Client(config);
        }
        catch (AmazonClientException fault)
        {
            throw new ModelException(
                $"the store {address}: set {RegionSetting} for AWS, or {EndpointSetting} for another server "
                + $"({fault.Message})",
                fault);
        }
    }
}

namespace Streaming.Integration.Tests.ObjectStorage;

/// <summary>
/// A server that runs already and is not ours, named by <c>STREAMING_TEST_S3=http://ACCESSKEY:SECRETKEY@HOST:PORT</c>.
/// </summary>
internal sealed class GivenServer(Uri address) : IObjectServer
{
    public const string Variable = "STREAMING_TEST_S3";

    public string Endpoint => address.GetLeftPart(UriPartial.Scheme) + address.Authority;

    public string AccessKey => Uri.UnescapeDataString(address.UserInfo.Split(':')[0]);

    public string SecretKey => Uri.UnescapeDataString(address.UserInfo.Split(':')[1]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

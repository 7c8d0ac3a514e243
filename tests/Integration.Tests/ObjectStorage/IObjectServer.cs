namespace Streaming.Integration.Tests.ObjectStorage;

/// <summary>A server that speaks S3 over HTTP.</summary>
internal interface IObjectServer : IAsyncDisposable
{
    /// <summary>Its address, for example <c>http://127.0.0.1:9000</c>.</summary>
    string Endpoint { get; }

    string AccessKey { get; }

    string SecretKey { get; }
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Streaming.Worker.Tests.Http;

internal static class HttpClientExtensions
{
    /// <summary>Sends a text as JSON, and reads the answer.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Answer)> PostTextAsync(
        this HttpClient client, string path, string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content, cancellation);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation));
    }
}

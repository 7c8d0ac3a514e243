using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Streaming.Contracts;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>
/// A running worker over HTTP, with the model that ships: what the previous service's callers rely on.
/// </summary>
public sealed class HttpTests(HttpStage stage) : IClassFixture<HttpStage>
{
    // The example of the previous service's documentation.
    private const string Example =
        """
        {"alpha": 118.66, "delta": 39.642, "u": 22.857, "g": 22.188, "r": 21.355, "i": 21.265, "z": 20.939,
         "redshift": 1.174}
        """;

    [Fact]
    public async Task The_previous_services_example_is_a_quasar()
    {
        var (status, _, answer) = await PostAsync("/predict", Example);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("QSO", answer.GetProperty("prediction").GetString());
        Assert.Equal("QSO", answer.GetProperty("class").GetString());
        Assert.Equal(
            answer.GetProperty("confidence").GetDouble(),
            answer.GetProperty("probabilities").GetProperty("QSO").GetDouble());
        Assert.Equal(64, answer.GetProperty("model").GetProperty("sha256").GetString()!.Length);
    }

    [Fact]
    public async Task A_missing_key_is_answered_as_the_previous_service_did()
    {
        var (status, mediaType, answer) = await PostAsync(
            "/predict", Example.Replace("\"redshift\": 1.174", "\"other\": 0", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("application/problem+json", mediaType);
        Assert.Equal("Missing required parameters", answer.GetProperty("error").GetString());
        Assert.Equal("redshift", answer.GetProperty("reasons")[0].GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("\"bright\"", RejectionCode.WrongType, "u is not a number")]
    [InlineData("-9999", RejectionCode.Sentinel, "u is -9999: not measured")]
    [InlineData("41", RejectionCode.OutOfRange, "u is 41, outside [-5, 40]")]
    public async Task A_value_that_cannot_be_used_is_named(string value, string code, string error)
    {
        var (status, mediaType, answer) = await PostAsync(
            "/predict", Example.Replace("22.857", value, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("application/problem+json", mediaType);
        Assert.Equal(error, answer.GetProperty("error").GetString());
        Assert.Equal(code, answer.GetProperty("reasons")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_batch_is_answered_in_order_and_a_bad_element_fails_alone()
    {
        var (status, _, answer) = await PostAsync("/predict/batch", $"[{Example}, {{\"u\": 1}}, {Example}]");

        Assert.Equal(HttpStatusCode.OK, status);
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2], items.Select(item => item.GetProperty("index").GetInt32()));
        Assert.Equal("QSO", items[0].GetProperty("result").GetProperty("prediction").GetString());
        Assert.Equal("Missing required parameters", items[1].GetProperty("error").GetString());
        Assert.Equal("QSO", items[2].GetProperty("result").GetProperty("prediction").GetString());
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_both_requests()
    {
        var document = await stage.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Patience.Token());

        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Superset(
            new HashSet<string> { "/predict", "/predict/batch" },
            document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToHashSet());
    }

    private async Task<(HttpStatusCode Status, string? MediaType, JsonElement Answer)> PostAsync(
        string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await stage.Http.PostAsync(path, content, Patience.Token());
        return (
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadFromJsonAsync<JsonElement>(Patience.Token()));
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Streaming.Contracts;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>
/// A running worker over HTTP, with the model that ships: what the previous service's callers rely on.
/// </summary>
public sealed class HttpTests(HttpStage stage, SmallModelFixture small) : IClassFixture<HttpStage>
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

    [Theory]
    [InlineData("\"alpha\": 118.66", "\"other\": 0", RejectionCode.Missing, "alpha")]
    [InlineData("\"delta\": 39.642", "\"delta\": null", RejectionCode.Missing, "delta")]
    [InlineData("\"u\": 22.857, \"g\": 22.188, \"r\": 21.355", "\"u\": -9999", RejectionCode.TooFewBands, null)]
    public async Task A_missing_key_is_answered_as_the_previous_service_did(
        string given, string instead, string code, string? field)
    {
        var (status, mediaType, answer) = await PostAsync(
            "/predict", Example.Replace(given, instead, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("application/problem+json", mediaType);
        Assert.Equal("Missing required parameters", answer.GetProperty("error").GetString());
        var reason = Assert.Single(answer.GetProperty("reasons").EnumerateArray());
        Assert.Equal(code, reason.GetProperty("code").GetString());
        Assert.Equal(field, reason.GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("22.857", "\"bright\"", RejectionCode.WrongType, "u is not a number")]
    [InlineData("22.857", "41", RejectionCode.OutOfRange, "u is 41, outside [-5, 40]")]
    [InlineData("118.66", "-9999", RejectionCode.Sentinel, "alpha is -9999: not measured")]
    [InlineData("1.174", "13", RejectionCode.OutOfRange, "redshift is 13, outside [-0.1, 12]")]
    public async Task A_value_that_cannot_be_used_is_named(string given, string value, string code, string error)
    {
        var (status, mediaType, answer) = await PostAsync(
            "/predict", Example.Replace(given, value, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("application/problem+json", mediaType);
        Assert.Equal(error, answer.GetProperty("error").GetString());
        Assert.Equal(code, answer.GetProperty("reasons")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_was_not_measured_is_left_out_and_the_answer_says_what_it_was_made_from()
    {
        await using var worker = await WorkerProcess.StartAsync(
            broker: null, small.Store, settings: null, Patience.Token());
        await worker.ReadyAsync();
        var (_, _, whole) = await PostAsync(worker.Http, "/predict", Example);
        var bodies = new[]
        {
            Example.Replace("1.174", "NaN", StringComparison.Ordinal),
            Example.Replace("22.857", "99", StringComparison.Ordinal).Replace("\"redshift\"", "\"z_spec\""),
            Example.Replace("22.188", "null", StringComparison.Ordinal),
        };

        var (status, _, answer) = await PostAsync(worker.Http, "/predict/batch", $"[{string.Join(',', bodies)}]");

        Assert.Equal("u g r i z redshift", Inputs(whole));
        Assert.Equal(0.95, whole.GetProperty("candidates").GetProperty("coverage").GetDouble());
        Assert.InRange(whole.GetProperty("novelty").GetDouble(), 0, 1);
        Assert.Equal(HttpStatusCode.OK, status);
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("u g r i z", Inputs(items[0].GetProperty("result")));
        Assert.Equal("g r i", Inputs(items[1].GetProperty("result")));
        Assert.Equal(
            "the model in use has no ensemble for u r i z redshift", items[2].GetProperty("error").GetString());
        Assert.Equal(
            RejectionCode.InputsNotSupported, items[2].GetProperty("reasons")[0].GetProperty("code").GetString());

        static string Inputs(JsonElement one) =>
            string.Join(' ', one.GetProperty("inputs").EnumerateArray().Select(name => name.GetString()));
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

    private Task<(HttpStatusCode Status, string? MediaType, JsonElement Answer)> PostAsync(string path, string body) =>
        PostAsync(stage.Http, path, body);

    private static async Task<(HttpStatusCode Status, string? MediaType, JsonElement Answer)> PostAsync(
        HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(path, content, Patience.Token());
        return (
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadFromJsonAsync<JsonElement>(Patience.Token()));
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Streaming.Contracts;
using Xunit;

namespace Streaming.Worker.Tests.Http;

public sealed class PredictTests(WorkerFixture worker) : IClassFixture<WorkerFixture>
{
    // The body that the previous service's documentation gives as its example.
    private const string Example =
        """{"alpha": 118.66, "delta": 39.642, "u": 22.857, "g": 22.188, "r": 21.355, "i": 21.265, "z": 20.939, "redshift": 1.174}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_previous_service_s_example_is_answered_as_before_and_with_more()
    {
        var (status, answer) = await PostAsync("/predict", Example);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(ObjectClass.Qso, answer.GetProperty("prediction").GetString());
        Assert.Equal(ObjectClass.Qso, answer.GetProperty("class").GetString());
        Assert.Equal(
            answer.GetProperty("confidence").GetDouble(),
            answer.GetProperty("probabilities").GetProperty(ObjectClass.Qso).GetDouble());
        Assert.Equal(
            ShippedModel.Snapshot.Reference.Version, answer.GetProperty("model").GetProperty("version").GetString());
        Assert.Equal(
            ["u", "g", "r", "i", "z", "redshift"],
            answer.GetProperty("inputs").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"alpha": 118.66}""")]
    [InlineData("""{"alpha": null, "delta": 39.642, "u": 22, "g": 22, "r": 21, "i": 21, "z": 20, "redshift": 1}""")]
    public async Task A_missing_key_is_a_bad_request_in_the_previous_service_s_words(string body)
    {
        var (status, answer) = await PostAsync("/predict", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("Missing required parameters", answer.GetProperty("error").GetString());
        Assert.Equal(400, answer.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("\"bright\"", "u is not a number")]
    [InlineData("41", "u is 41, outside [-5, 40]")]
    [InlineData("1e999", "u is not a finite number")]
    public async Task A_bad_value_is_a_bad_request_that_names_it(string json, string error)
    {
        var (status, answer) = await PostAsync("/predict", Example.Replace("22.857", json, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(error, answer.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_place_that_is_a_mark_is_a_bad_request_that_names_it()
    {
        var body = Example.Replace("118.66", "-9999", StringComparison.Ordinal);

        var (status, answer) = await PostAsync("/predict", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("alpha is -9999: not measured", answer.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    public async Task A_body_that_is_no_observation_is_a_bad_request(string body)
    {
        var (status, answer) = await PostAsync("/predict", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(answer.GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task A_batch_is_answered_in_order_and_a_bad_element_does_not_fail_the_others()
    {
        var (status, answer) = await PostAsync("/predict/batch", $"[{Example}, {{}}, 7, {Example}]");

        Assert.Equal(HttpStatusCode.OK, status);
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2, 3], items.Select(item => item.GetProperty("index").GetInt32()));
        Assert.Equal([true, false, false, true], items.Select(item => item.TryGetProperty("result", out _)));
        Assert.Equal([false, true, true, false], items.Select(item => item.TryGetProperty("error", out _)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    public async Task A_batch_that_is_no_array_is_a_bad_request(string body)
    {
        var (status, _) = await PostAsync("/predict/batch", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task The_interface_describes_itself()
    {
        var document = await worker.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancellation);

        Assert.True(document.GetProperty("paths").TryGetProperty("/predict", out _));
        Assert.True(document.GetProperty("paths").TryGetProperty("/predict/batch", out _));
    }

    [Fact]
    public async Task A_worker_with_a_model_is_alive_and_ready()
    {
        Assert.Equal(HttpStatusCode.OK, (await worker.Client.GetAsync("/health/live", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await worker.Client.GetAsync("/health/ready", Cancellation)).StatusCode);
    }

    private Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string path, string body) =>
        worker.Client.PostTextAsync(path, body);
}

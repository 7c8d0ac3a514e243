using System.Net;
using System.Text.Json;
using Streaming.Contracts;
using Xunit;

namespace Streaming.Worker.Tests.Http;

/// <summary>What is asked over HTTP without a redshift or without a band.</summary>
public sealed class PredictInputsTests(SmallModelWorker worker) : IClassFixture<SmallModelWorker>
{
    private const string Place = "\"alpha\": 118.66, \"delta\": 39.642";
    private const string Bands = "\"g\": 22.188, \"r\": 21.355, \"i\": 21.265";

    [Theory]
    [InlineData("\"u\": 22.857, \"z\": 20.939, \"redshift\": 1.174", "u g r i z redshift")]
    [InlineData("\"u\": 22.857, \"z\": 20.939", "u g r i z")]
    [InlineData("\"u\": 22.857, \"z\": 20.939, \"redshift\": null", "u g r i z")]
    [InlineData("\"u\": 22.857, \"z\": 20.939, \"redshift\": NaN", "u g r i z")]
    [InlineData("\"u\": -9999, \"z\": 20.939, \"redshift\": 1.174", "g r i")]
    [InlineData("\"z\": 99, \"measurements\": {\"w1\": 15.5, \"w2\": Infinity}", "g r i")]
    public async Task What_was_measured_is_answered_with_what_was_used(string more, string used)
    {
        var (status, answer) = await PostAsync("/predict", $"{{{Place}, {Bands}, {more}}}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            used, string.Join(' ', answer.GetProperty("inputs").EnumerateArray().Select(name => name.GetString())));
        Assert.Equal(answer.GetProperty("class").GetString(), answer.GetProperty("prediction").GetString());
        Assert.Equal(0.99, answer.GetProperty("candidates").GetProperty("coverage").GetDouble());
        Assert.All(
            answer.GetProperty("candidates").GetProperty("classes").EnumerateArray(),
            name => Assert.Contains(name.GetString(), ObjectClass.All));
        Assert.InRange(answer.GetProperty("novelty").GetDouble(), 0.0001, 1);
        Assert.False(answer.TryGetProperty("priors", out _));
    }

    [Fact]
    public async Task The_class_shares_of_a_source_are_applied_and_named()
    {
        var (_, plain) = await PostAsync("/predict", $"{{{Place}, {Bands}, \"source\": \"deep\"}}");

        var (_, adjusted) = await PostAsync("/predict", $"{{{Place}, {Bands}, \"source\": \"wide-field\"}}");

        Assert.Equal("wide-field", adjusted.GetProperty("priors").GetString());
        Assert.False(plain.TryGetProperty("priors", out _));
        Assert.True(StarOf(adjusted) > StarOf(plain));
        Assert.Equal(
            plain.GetProperty("candidates").GetRawText(), adjusted.GetProperty("candidates").GetRawText());

        static double StarOf(JsonElement answer) =>
            answer.GetProperty("probabilities").GetProperty(ObjectClass.Star).GetDouble();
    }

    [Theory]
    [InlineData("\"g\": 22, \"r\": 21")]
    [InlineData("\"g\": 22, \"r\": 21, \"i\": 99, \"z\": NaN, \"redshift\": 0.5")]
    [InlineData("\"redshift\": 0.5")]
    public async Task Too_few_bands_are_missing_parameters(string measured)
    {
        var (status, answer) = await PostAsync("/predict", $"{{{Place}, {measured}}}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("Missing required parameters", answer.GetProperty("error").GetString());
        Assert.Equal(RejectionCode.TooFewBands, CodeOf(answer));
    }

    [Fact]
    public async Task What_the_model_has_no_ensemble_for_is_a_bad_request_that_says_so()
    {
        var (status, answer) = await PostAsync("/predict", $"{{{Place}, \"u\": 22.9, \"g\": 22.2, \"r\": 21.4}}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("the model in use has no ensemble for u g r", answer.GetProperty("error").GetString());
        Assert.Equal(RejectionCode.InputsNotSupported, CodeOf(answer));
    }

    [Theory]
    [InlineData("{\"w1\": \"bright\"}", "measurements.w1 is not a number")]
    [InlineData("[15.5]", "measurements is not an object of numbers")]
    [InlineData("{\"w1\": 1e999}", "measurements.w1 is not a finite number")]
    public async Task A_bad_measurement_is_a_bad_request_that_names_it(string json, string error)
    {
        var (status, answer) = await PostAsync("/predict", $"{{{Place}, {Bands}, \"measurements\": {json}}}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(error, answer.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_batch_may_mix_all_of_it()
    {
        var (status, answer) = await PostAsync("/predict/batch", $$"""
            [
                { {{Place}}, {{Bands}}, "z": NaN },
                { {{Place}}, {{Bands}}, "u": 22.9, "z": 20.9 },
                { {{Place}}, "u": 22.9, "g": 22.2, "r": 21.4 },
                { {{Place}}, {{Bands}}, "u": 22.9, "z": 20.9, "redshift": 1.2, "source": "wide-field" },
                { {{Place}}, "g": 22.2, "r": 21.4 }
            ]
            """);

        Assert.Equal(HttpStatusCode.OK, status);
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(0, 5), items.Select(item => item.GetProperty("index").GetInt32()));
        Assert.Equal(
            ["g r i", "u g r i z", "inputs_not_supported", "u g r i z redshift", "too_few_bands"],
            items.Select(item => item.TryGetProperty("result", out var result)
                ? string.Join(' ', result.GetProperty("inputs").EnumerateArray().Select(name => name.GetString()))
                : CodeOf(item)));
        Assert.Equal(
            [false, false, false, true, false],
            items.Select(item =>
                item.TryGetProperty("result", out var result) && result.TryGetProperty("priors", out _)));
        Assert.Equal("the model in use has no ensemble for u g r", items[2].GetProperty("error").GetString());
        Assert.Equal("Missing required parameters", items[4].GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_model_of_format_1_answers_what_has_everything_and_refuses_all_else()
    {
        await using var former = new SmallModelWorker(SmallModel.FormerVersion);
        await former.InitializeAsync();

        var (status, answer) = await former.Client.PostTextAsync(
            "/predict", $"{{{Place}, {Bands}, \"u\": 22.857, \"z\": 20.939, \"redshift\": 1.174}}");
        var (refusal, problem) = await former.Client.PostTextAsync(
            "/predict", $"{{{Place}, {Bands}, \"u\": 22.857, \"z\": 20.939}}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(6, answer.GetProperty("inputs").GetArrayLength());
        Assert.False(answer.TryGetProperty("candidates", out _));
        Assert.False(answer.TryGetProperty("novelty", out _));
        Assert.Equal(HttpStatusCode.BadRequest, refusal);
        Assert.Equal(RejectionCode.InputsNotSupported, CodeOf(problem));
    }

    private static string? CodeOf(JsonElement answer) =>
        Assert.Single(answer.GetProperty("reasons").EnumerateArray()).GetProperty("code").GetString();

    private Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string path, string body) =>
        worker.Client.PostTextAsync(path, body);
}

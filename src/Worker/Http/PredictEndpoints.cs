using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;
using Streaming.Worker.Access;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Http;

/// <summary>Classification over HTTP, compatible with the service that this one replaces.</summary>
internal static class PredictEndpoints
{
    private const long LargestBody = 64 * 1024;
    private const long LargestBatchBody = 16 * 1024 * 1024;
    private const int LargestBatch = 10_000;

    public static void MapPredict(this IEndpointRouteBuilder app)
    {
        app.MapPost("/predict", PredictAsync)
            .WithSummary("Classifies one observation")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .RequireRateLimiting(HttpLimits.PredictPolicy)
            .Accepts<PredictRequest>("application/json")
            .Produces<PredictResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/predict/batch", PredictBatchAsync)
            .WithSummary($"Classifies up to {LargestBatch} observations; a bad one does not fail the others")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBatchBody))
            .RequireRateLimiting(HttpLimits.PredictPolicy)
            .Accepts<PredictRequest[]>("application/json")
            .Produces<BatchResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> PredictAsync(
        HttpRequest request, ActiveModel activeModel, ObservationScorer scorer)
    {
        if (activeModel.Current is not { } model)
        {
            return PredictProblem.NoModel();
        }

        var (observation, unreadable) = ObservationReader.Read(await BodyOf(request), request.ContentType);
        var reasons = FaultsOf(observation, unreadable);
        return reasons.Count > 0 ? PredictProblem.From(reasons)
            : scorer.Score(model, [observation])[0] is { } prediction
                ? TypedResults.Ok(PredictResponse.From(prediction, model.Reference))
                : PredictProblem.From([BatchClassifier.Unsupported(Observation.From(observation))]);
    }

    private static async Task<IResult> PredictBatchAsync(
        HttpRequest request, ActiveModel activeModel, ObservationScorer scorer)
    {
        if (activeModel.Current is not { } model)
        {
            return PredictProblem.NoModel();
        }

        using var document = Parse(await BodyOf(request));
        if (document?.RootElement is not { ValueKind: JsonValueKind.Array } array)
        {
            return PredictProblem.From([Reason.NotAnObservation("expected is a JSON array of observations")]);
        }

        if (array.GetArrayLength() > LargestBatch)
        {
            return PredictProblem.From([Reason.NotAnObservation($"more than {LargestBatch} observations")]);
        }

        return TypedResults.Ok(new BatchResponse(Classify(model, scorer, [.. array.EnumerateArray()])));
    }

    private static BatchItem[] Classify(
        ModelSnapshot model, ObservationScorer scorer, IReadOnlyList<JsonElement> elements)
    {
        var items = new BatchItem[elements.Count];
        var accepted = new List<(int Index, ObservationReceived Observation)>(elements.Count);
        for (var i = 0; i < items.Length; i++)
        {
            var (observation, unreadable) = ObservationReader.Read(elements[i]);
            var reasons = FaultsOf(observation, unreadable);
            if (reasons.Count > 0)
            {
                items[i] = Refused(i, reasons);
            }
            else
            {
                accepted.Add((i, observation));
            }
        }

        var predictions = scorer.Score(model, accepted.ConvertAll(entry => entry.Observation));
        foreach (var ((index, observation), prediction) in accepted.Zip(predictions))
        {
            items[index] = prediction is null
                ? Refused(index, [BatchClassifier.Unsupported(Observation.From(observation))])
                : new BatchItem(index, PredictResponse.From(prediction, model.Reference), null, null);
        }

        return items;

        static BatchItem Refused(int index, IReadOnlyList<RejectionReason> reasons) =>
            new(index, null, PredictProblem.ErrorOf(reasons), reasons);
    }

    // An identity and a time are not asked for here: the caller knows what it sent.
    private static List<RejectionReason> FaultsOf(
        ObservationReceived observation, IReadOnlyList<RejectionReason> unreadable)
    {
        var faults = unreadable.Where(reason => reason.Field is not ("observationId" or "observedAt")).ToList();
        if (!faults.Exists(reason => reason.Field is null))
        {
            faults.AddRange(ObservationValidator.ValidateNumbers(observation, unreadable)
                .Where(reason => reason.Field is null || !faults.Exists(known => known.Field == reason.Field)));
        }

        return faults;
    }

    private static async Task<byte[]> BodyOf(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            return PythonJson.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

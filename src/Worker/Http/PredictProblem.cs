using Microsoft.AspNetCore.Mvc;
using Streaming.Contracts;

namespace Streaming.Worker.Http;

/// <summary>Words a bad request: a body of RFC 9457 that also carries the previous service's <c>error</c>.</summary>
internal static class PredictProblem
{
    private const string MissingParameters = "Missing required parameters";

    public static IResult From(IReadOnlyList<RejectionReason> reasons)
    {
        var problem = new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "The observation cannot be classified",
            Detail = string.Join("; ", reasons.Select(reason => reason.Message)),
        };
        problem.Extensions["error"] = ErrorOf(reasons);
        problem.Extensions["reasons"] = reasons;
        return TypedResults.Problem(problem);
    }

    public static string ErrorOf(IReadOnlyList<RejectionReason> reasons) =>
        reasons.Any(reason => reason.Code is RejectionCode.Missing or RejectionCode.TooFewBands)
            ? MissingParameters
            : string.Join("; ", reasons.Select(reason => reason.Message));

    public static IResult NoModel() => TypedResults.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Title = "No model is loaded",
        Extensions = { ["error"] = "No model is loaded" },
    });
}

using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Streaming.Worker.Access;

/// <summary>Takes the tokens of an issuer that speaks OpenID Connect.</summary>
internal static class BearerTokens
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);
    private static readonly object Unreachable = new();

    public static void Configure(JwtBearerOptions bearer, AccessOptions access)
    {
        bearer.Authority = access.Authority;
        bearer.Audience = access.Audience;
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters.ClockSkew = ClockSkew;
        // The issuer's keys are public: a signature that could be made with one of them would prove nothing.
        bearer.TokenValidationParameters.ValidAlgorithms =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
            SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
            SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        ];
        bearer.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = OnFailed,
            OnChallenge = OnChallenge,
        };
    }

    // The issuer is away: nobody gets in, and nobody is told that the token is to blame. Its keys, once had, are kept.
    private static async Task OnFailed(AuthenticationFailedContext failed)
    {
        try
        {
            await failed.Options.ConfigurationManager!.GetConfigurationAsync(failed.HttpContext.RequestAborted);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            failed.HttpContext.RequestServices.GetRequiredService<ILogger<AccessOptions>>()
                .IssuerUnreachable(failed.Options.Authority!, fault.GetBaseException().Message);
            failed.HttpContext.Items[Unreachable] = true;
        }
    }

    private static Task OnChallenge(JwtBearerChallengeContext challenge)
    {
        if (challenge.HttpContext.Items.ContainsKey(Unreachable))
        {
            challenge.HandleResponse();
            challenge.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }

        return Task.CompletedTask;
    }
}

internal static partial class Log
{
    [LoggerMessage(1601, LogLevel.Warning,
        "The issuer {Authority} does not answer, and nobody with a token gets in: {Reason}")]
    public static partial void IssuerUnreachable(this ILogger logger, string authority, string reason);
}

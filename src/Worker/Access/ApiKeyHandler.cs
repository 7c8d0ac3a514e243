using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Streaming.Worker.Access;

/// <summary>
/// Lets in who sends a known key, as <c>X-Api-Key: KEY</c> or <c>Authorization: ApiKey KEY</c> (which Prometheus can).
/// Only hashes are known here, and each is compared in a time that tells nothing.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> scheme,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IOptions<AccessOptions> options)
    : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";

    private const string Prefix = SchemeName + " ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Key() is not { Length: > 0 } key)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        string? who = null;
        foreach (var (name, known) in options.Value.ApiKeys)
        {
            // All of them, so that the time does not tell which one it was.
            who = CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(known)) ? name : who;
        }

        return Task.FromResult(who is null
            ? AuthenticateResult.Fail("the key is not known")
            : AuthenticateResult.Success(new AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, who)], SchemeName)), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append("WWW-Authenticate", $"{SchemeName} realm=\"streaming\"");
        return Task.CompletedTask;
    }

    private string? Key() => Request.Headers[Header] is { Count: > 0 } given ? given.ToString()
        : Request.Headers.Authorization.ToString() is { } header
            && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                ? header[Prefix.Length..].Trim()
                : null;
}

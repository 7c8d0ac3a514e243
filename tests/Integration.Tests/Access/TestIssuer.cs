using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.Access;

/// <summary>An issuer of tokens as OpenID Connect has them: its metadata, its keys, and tokens good and bad.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "streaming";

    private const string KeyId = "key-1";

    private readonly WebApplication _server;
    private readonly RSA _key = RSA.Create(2048);

    private TestIssuer(WebApplication server) => _server = server;

    public string Address => _server.Urls.First();

    public static async Task<TestIssuer> StartAsync(TestAuthority authority)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls("https://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(
            https => https.ServerCertificate = authority.Issue("127.0.0.1")));
        var issuer = new TestIssuer(builder.Build());
        issuer._server.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, string>
        {
            ["issuer"] = issuer.Address,
            ["jwks_uri"] = $"{issuer.Address}/keys",
        });
        issuer._server.MapGet("/keys", issuer.Keys);
        await issuer._server.StartAsync(Patience.Token());
        return issuer;
    }

    public string Token(string audience = Audience, int minutes = 5, RSA? signedWith = null) => Write(
        audience, minutes, new SigningCredentials(Named(signedWith ?? _key), SecurityAlgorithms.RsaSha256));

    /// <summary>Signed with what everybody knows: the public key, taken as a shared secret.</summary>
    public string TokenOfPublicKey() => Write(
        Audience,
        minutes: 5,
        new SigningCredentials(
            new SymmetricSecurityKey(_key.ExportSubjectPublicKeyInfo()) { KeyId = KeyId },
            SecurityAlgorithms.HmacSha256));

    /// <summary>Says itself that it is not signed.</summary>
    public string TokenUnsigned()
    {
        var content = Token().Split('.')[1];
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{content}.";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _key.Dispose();
    }

    private static RsaSecurityKey Named(RSA key) => new(key) { KeyId = KeyId };

    private IResult Keys()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    kid = KeyId,
                    n = Base64UrlEncoder.Encode(key.Modulus),
                    e = Base64UrlEncoder.Encode(key.Exponent),
                },
            },
        });
    }

    private string Write(string audience, int minutes, SigningCredentials credentials)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = audience,
            IssuedAt = now.AddMinutes(-30),
            NotBefore = now.AddMinutes(-30),
            Expires = now.AddMinutes(minutes),
            SigningCredentials = credentials,
        });
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Streaming.Worker.Access;

internal static class AccessServiceCollectionExtensions
{
    /// <summary>The policy of what is protected.</summary>
    public const string Policy = "access";

    /// <summary>Keys and tokens, as far as they are set.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<AccessOptions, AccessOptionsValidator>()
            .BindConfiguration(AccessOptions.SectionName);
        var access = configuration.GetSection(AccessOptions.SectionName).Get<AccessOptions>() ?? new AccessOptions();
        if (!access.IsOn)
        {
            return services.AddAuthorization();
        }

        var schemes = new List<string>();
        var authentication = services.AddAuthentication();
        if (access.ApiKeys.Count > 0)
        {
            authentication.AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
            schemes.Add(ApiKeyHandler.SchemeName);
        }

        if (access.Authority.Length > 0)
        {
            authentication.AddJwtBearer();
            services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
                .Configure<IOptions<AccessOptions>>((bearer, options) => BearerTokens.Configure(bearer, options.Value));
            schemes.Add(JwtBearerDefaults.AuthenticationScheme);
        }

        return services.AddAuthorization(options => options.AddPolicy(
            Policy, new AuthorizationPolicyBuilder([.. schemes]).RequireAuthenticatedUser().Build()));
    }
}

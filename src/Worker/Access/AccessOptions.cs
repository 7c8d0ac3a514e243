using Microsoft.Extensions.Options;

namespace Streaming.Worker.Access;

/// <summary>Who may ask: by a key, by a token of an issuer, or anybody when neither is set.</summary>
internal sealed class AccessOptions
{
    public const string SectionName = "Access";

    /// <summary>
    /// Keys by the names of those who have them: each the SHA-256 of a key, 64 hexadecimal digits. A key is changed by
    /// giving the new one beside the old one for a while.
    /// </summary>
    public Dictionary<string, string> ApiKeys { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The issuer of tokens, an <c>https</c> address with OpenID Connect's metadata; empty for none.</summary>
    public string Authority { get; set; } = "";

    /// <summary>For whom a token must be, its <c>aud</c>.</summary>
    public string Audience { get; set; } = "";

    /// <summary>What is protected: <c>predict</c> (default), <c>page</c>, <c>metrics</c>, with commas.</summary>
    public string Protects { get; set; } = "predict";

    /// <summary>Whether a key or a token is asked for at all.</summary>
    public bool IsOn => ApiKeys.Count > 0 || Authority.Length > 0;

    /// <summary>Whether a part wants one.</summary>
    public bool Protect(Surface surface) => IsOn && Words.Contains($"{surface}", StringComparer.OrdinalIgnoreCase);

    internal string[] Words => Protects.Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Checks the form of keys and addresses. What could be a secret is not repeated.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const int HashDigits = 64;

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        foreach (var (who, hash) in options.ApiKeys)
        {
            if (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigit))
            {
                faults.AddError($"{Of(nameof(options.ApiKeys))}__{who} is not the SHA-256 of a key: "
                    + $"{HashDigits} hexadecimal digits, as sha256sum writes them");
            }
        }

        if (options.Authority.Length > 0
            && !(Uri.TryCreate(options.Authority, UriKind.Absolute, out var address) && address.Scheme == "https"))
        {
            faults.AddError($"{Of(nameof(options.Authority))} is '{options.Authority}', allowed is an https address");
        }

        if ((options.Authority.Length > 0) != (options.Audience.Length > 0))
        {
            // Without an audience the tokens for every other service of the issuer would do here.
            faults.AddError(
                $"{Of(nameof(options.Authority))} and {Of(nameof(options.Audience))} are set both or not at all");
        }

        foreach (var word in options.Words.Where(word => !Enum.GetNames<Surface>().Contains(
            word, StringComparer.OrdinalIgnoreCase)))
        {
            faults.AddError(
                $"{Of(nameof(options.Protects))} has '{word}', allowed are predict, page and metrics, with commas");
        }

        if (options.IsOn && options.Words.Length == 0)
        {
            faults.AddError($"{Of(nameof(options.Protects))} is empty: the keys or the issuer would protect nothing");
        }

        return faults.Build();
    }

    private static string Of(string property) => $"{AccessOptions.SectionName}__{property}";
}

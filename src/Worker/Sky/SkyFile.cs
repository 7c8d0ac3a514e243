using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Streaming.Worker.Sky;

/// <summary>One file of the page, out of the assembly.</summary>
internal sealed record SkyFile(byte[] Content, string ContentType, EntityTagHeaderValue Tag)
{
    private const string Prefix = "sky/";

    /// <summary>All of them, by their paths.</summary>
    public static IReadOnlyDictionary<string, SkyFile> All { get; } = typeof(SkyFile).Assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => $"/{name}", Read);

    private static SkyFile Read(string name)
    {
        using var resource = typeof(SkyFile).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        var tag = Convert.ToHexStringLower(SHA256.HashData(content.ToArray()).AsSpan(0, 16));
        return new SkyFile(content.ToArray(), ContentTypeOf(name), new EntityTagHeaderValue($"\"{tag}\""));
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var unknown => throw new InvalidOperationException($"no content type is known for {unknown}"),
    };
}

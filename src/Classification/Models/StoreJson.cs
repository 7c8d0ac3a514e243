using System.Text.Json;
using Streaming.Classification.Models.Storage;

namespace Streaming.Classification.Models;

/// <summary>The JSON files of a store.</summary>
internal static class StoreJson
{
    /// <summary>Reads a manifest of this format or of the one before it.</summary>
    /// <exception cref="ModelException">It is not what it should be; the message names the file.</exception>
    public static ModelManifest ParseManifest(StoredFile file, string name) =>
        Parse<Layout>(file, name).Format == FormerManifest.Format
            ? Parse<FormerManifest>(file, name).ToManifest()
            : Parse<ModelManifest>(file, name);

    /// <exception cref="ModelException">It is not what it should be; the message names the file.</exception>
    public static T Parse<T>(StoredFile file, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(file.Content, ModelManifest.Json)
                ?? throw new ModelException($"{name} is empty");
        }
        catch (JsonException fault)
        {
            throw new ModelException($"cannot read {name}: {fault.Message}", fault);
        }
    }

    private sealed record Layout(int Format);
}

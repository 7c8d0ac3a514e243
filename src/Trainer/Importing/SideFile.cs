using System.Text.Json;
using System.Text.Json.Serialization;

namespace Streaming.Trainer.Importing;

/// <summary>A JSON file beside a model that says what its columns and classes are.</summary>
/// <param name="Features">The features in the order of the model's columns.</param>
/// <param name="Classes">The classes in the order of the model's outputs.</param>
internal sealed record SideFile(IReadOnlyList<string>? Features, IReadOnlyList<string>? Classes)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="FailureException">The file cannot be read.</exception>
    public static SideFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SideFile>(File.ReadAllBytes(path), Json)
                ?? throw new FailureException($"--side-file {path}: it is empty");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FailureException(
                $"--side-file {path}: is not {{\"features\": […], \"classes\": […]}}: {fault.Message}", fault);
        }
    }
}

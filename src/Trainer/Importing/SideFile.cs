using System.Text.Json;

namespace Streaming.Trainer.Importing;

/// <summary>A JSON file beside a model that says what its columns and classes are.</summary>
/// <param name="Features">The features in the order of the model's columns.</param>
/// <param name="Classes">The classes in the order of the model's outputs.</param>
internal sealed record SideFile(IReadOnlyList<string>? Features, IReadOnlyList<string>? Classes)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="TrainerException">The file cannot be read.</exception>
    public static SideFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SideFile>(File.ReadAllBytes(path), Json)
                ?? throw new TrainerException($"--side-file {path}: it is empty");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TrainerException(
                $"--side-file {path}: cannot be read as {{\"features\": […], \"classes\": […]}}: {fault.Message}", fault);
        }
    }
}

using System.Text.Json.Nodes;

namespace Streaming.Contracts.Tests;

/// <summary>The documents under test, copied beside the assembly.</summary>
internal static class Documents
{
    public const string SchemaEnding = ".schema.json";

    public static string SchemaFolder => Path.Combine(Folder, "schemas");

    public static JsonObject Schema(string file) => Json(Path.Combine(SchemaFolder, file));

    public static JsonObject SchemaOf(string message) => Schema(message + SchemaEnding);

    public static JsonObject BrokerDefinitions() => Json(Path.Combine(AppContext.BaseDirectory, "deploy", "definitions.json"));

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "docs");

    public static string AsyncApi() => File.ReadAllText(Path.Combine(Folder, "asyncapi.yaml"));

    private static JsonObject Json(string path) => JsonNode.Parse(File.ReadAllText(path))!.AsObject();
}

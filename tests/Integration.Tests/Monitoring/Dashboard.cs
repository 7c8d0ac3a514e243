using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>A dashboard's file, and the queries in it.</summary>
internal sealed partial class Dashboard(string file)
{
    public static string Folder { get; } = Path.Combine(Checkout.Root, "deploy", "grafana", "dashboards");

    public string Name { get; } = Path.GetFileNameWithoutExtension(file);

    public JsonObject Root { get; } = JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    public IReadOnlyList<JsonObject> Panels => [.. Objects(Root["panels"])];

    public IReadOnlyList<JsonObject> Variables => [.. Objects(Root["templating"]!["list"])];

    public static IReadOnlyList<Dashboard> All() =>
        [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(path => new Dashboard(path))];

    public static IEnumerable<JsonObject> Objects(JsonNode? list) =>
        list?.AsArray().Select(item => item!.AsObject()) ?? [];

    /// <summary>Every expression of a panel or an annotation, and of a variable for the values of a label.</summary>
    public IEnumerable<Query> Queries() =>
    [
        .. from panel in Panels
           from target in Objects(panel["targets"])
           select new Query($"{Name}/{panel["title"]}", $"{target["expr"]}"),
        .. from annotation in Objects(Root["annotations"]!["list"])
           where annotation["expr"] is not null
           select new Query($"{Name}/annotation {annotation["name"]}", $"{annotation["expr"]}"),
        .. from variable in Variables
           where $"{variable["type"]}" == "query"
           let parts = LabelValues().Match($"{variable["definition"]}")
           select new Query(
               $"{Name}/variable {variable["name"]}", $"group by ({parts.Groups["label"]}) ({parts.Groups["metric"]})"),
    ];

    [GeneratedRegex(@"^label_values\((?<metric>.+), (?<label>\w+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelValues();
}

using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Streaming.ContractDocuments;

/// <summary>The summaries of an assembly's XML documentation, as plain text for readers of JSON.</summary>
internal sealed partial class Documentation
{
    private readonly Dictionary<string, XElement> _summaries;

    public Documentation(Assembly assembly) =>
        // The space between two elements is one between words.
        _summaries = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"), LoadOptions.PreserveWhitespace)
            .Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!);

    public string Of(Type type) => Text($"T:{type.FullName}");

    public string Of(PropertyInfo property) => Text($"P:{property.DeclaringType!.FullName}.{property.Name}");

    public string Of(FieldInfo field) => Text($"F:{field.DeclaringType!.FullName}.{field.Name}");

    private string Text(string member) => _summaries.TryGetValue(member, out var summary)
        ? Whitespace().Replace(string.Concat(summary.Nodes().Select(InWords)), " ").Trim()
        : throw new InvalidOperationException($"{member} has no summary in the XML documentation");

    private static string InWords(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element when element.Attribute("langword") is { } word => word.Value,
        XElement element when element.Attribute("cref") is { } reference => Named(reference.Value),
        XElement element => element.Value,
        _ => "",
    };

    // P:Streaming.Contracts.ObjectClassified.Class is "class" on the wire; of all others the last names are enough.
    private static string Named(string reference)
    {
        var names = reference[2..].Split('(')[0].Split('.');
        return reference[0] switch
        {
            'P' => JsonNamingPolicy.CamelCase.ConvertName(names[^1]),
            'T' => names[^1],
            _ => string.Join('.', names[^2..]),
        };
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Whitespace();
}

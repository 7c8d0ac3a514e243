namespace Streaming.ContractDocuments;

/// <summary>Every document that is made from the records, by its path below <c>docs</c>.</summary>
internal static class DocumentFiles
{
    /// <summary>The messages, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<Type> Messages { get; } = [.. Examples.All.Select(list => list[0].GetType())];

    public static IEnumerable<(string Path, string Text)> Make() =>
    [
        .. Examples.All.Select(list =>
            ($"schemas/{SchemaDocument.FileOf(list[0].GetType())}", SchemaDocument.Of(list))),
        ("asyncapi.yaml", AsyncApiDocument.Text()),
    ];
}

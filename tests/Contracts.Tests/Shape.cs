namespace Streaming.Contracts.Tests;

/// <summary>
/// What a reader of JSON must know of a message, a line for each property: <c>model.sha256: string, required</c>. Made
/// from a record by <see cref="RecordShape"/> and from a schema by <see cref="SchemaShape"/>, to be compared.
/// </summary>
internal static class Shape
{
    public static string Line(string path, IEnumerable<string> types, bool nullable, bool required) =>
        $"{path}: {string.Join('|', types.Where(type => type != "null"))}{(nullable ? "|null" : "")}"
        + (required ? ", required" : "");
}

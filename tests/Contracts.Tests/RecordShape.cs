using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Streaming.Contracts.Tests;

/// <summary>The shape of a record as System.Text.Json sees it.</summary>
internal static class RecordShape
{
    /// <summary>
    /// Records that strangers send have no required members, so that validation can name what is absent. Their schema
    /// demands these all the same.
    /// </summary>
    private static readonly Dictionary<Type, string[]> Demanded = new()
    {
        [typeof(ObservationReceived)] = ["observationId", "observedAt", "alpha", "delta"],
        [typeof(ObservationBatchReceived)] = ["observations"],
        [typeof(ObservationLabelled)] = ["observation", "class", "labelledAt"],
        [typeof(ModelPromoted)] = ["model"],
    };

    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    public static IEnumerable<string> Of(Type record) => PropertiesOf(record, "");

    private static IEnumerable<string> PropertiesOf(Type record, string prefix) =>
        Web.GetTypeInfo(record).Properties.SelectMany(property => LinesOf(record, property, prefix + property.Name));

    private static IEnumerable<string> LinesOf(Type record, JsonPropertyInfo property, string path)
    {
        var demanded = Demanded.GetValueOrDefault(record)?.Contains(property.Name) == true;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var info = Web.GetTypeInfo(type);
        yield return Shape.Line(
            path, [JsonType(type, info.Kind)], property.IsGetNullable && !demanded, property.IsRequired || demanded);

        foreach (var line in info.Kind switch
        {
            JsonTypeInfoKind.Object => PropertiesOf(type, path + "."),
            JsonTypeInfoKind.Enumerable when Web.GetTypeInfo(info.ElementType!).Kind == JsonTypeInfoKind.None =>
                [ValueLine(path + "[]", info.ElementType!)],
            JsonTypeInfoKind.Enumerable => PropertiesOf(info.ElementType!, path + "[]."),
            JsonTypeInfoKind.Dictionary => [ValueLine(path + ".*", info.ElementType!)],
            _ => [],
        })
        {
            yield return line;
        }
    }

    private static string ValueLine(string path, Type type)
    {
        var underlying = Nullable.GetUnderlyingType(type);
        return Shape.Line(path, [JsonType(underlying ?? type, default)], underlying is not null, false);
    }

    private static string JsonType(Type type, JsonTypeInfoKind kind) => kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "object",
        JsonTypeInfoKind.Enumerable => "array",
        _ when type == typeof(string) => "string",
        _ when type == typeof(DateTimeOffset) => "string as date-time",
        _ when type == typeof(Guid) => "string as uuid",
        _ when type == typeof(double) => "number",
        _ when type == typeof(int) => "integer",
        _ => throw new NotSupportedException($"{type} has no JSON type here yet"),
    };
}

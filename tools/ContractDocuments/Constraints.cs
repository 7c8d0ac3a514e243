using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Streaming.Contracts;

namespace Streaming.ContractDocuments;

/// <summary>The attributes of a property as keywords of JSON Schema.</summary>
internal static class Constraints
{
    /// <param name="schema">The property's schema, to be added to.</param>
    /// <param name="property">The property.</param>
    /// <param name="counted">
    /// What its lengths count, as in the keywords: <c>Length</c>, <c>Items</c> or <c>Properties</c>.
    /// </param>
    public static void AddTo(JsonObject schema, PropertyInfo property, string counted)
    {
        foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>())
        {
            Add(schema, attribute, counted, MayBeMarked(property));
        }
    }

    private static void Add(JsonObject schema, ValidationAttribute attribute, string counted, bool mayBeMarked)
    {
        switch (attribute)
        {
            case RequiredAttribute:
                break;
            case RangeAttribute range when mayBeMarked:
                var measured = new JsonObject();
                AddRange(measured, range);
                var marks = new JsonObject { ["enum"] = JsonSerializer.SerializeToNode(NotMeasured.Marks) };
                schema["anyOf"] = new JsonArray(measured, marks);
                break;
            case RangeAttribute range:
                AddRange(schema, range);
                break;
            case StringLengthAttribute length:
                schema["minLength"] = length.MinimumLength;
                schema["maxLength"] = length.MaximumLength;
                break;
            case MinLengthAttribute least:
                schema[$"min{counted}"] = least.Length;
                break;
            case MaxLengthAttribute most:
                schema[$"max{counted}"] = most.Length;
                break;
            case RegularExpressionAttribute pattern:
                schema["pattern"] = pattern.Pattern;
                break;
            case AllowedValuesAttribute allowed:
                schema["enum"] = JsonSerializer.SerializeToNode(allowed.Values);
                break;
            case Base64StringAttribute:
                schema["contentEncoding"] = "base64";
                break;
            default:
                throw new NotSupportedException($"{attribute.GetType().Name} has no keyword of JSON Schema here");
        }
    }

    private static void AddRange(JsonObject schema, RangeAttribute range)
    {
        schema["minimum"] = JsonSerializer.SerializeToNode(range.Minimum);
        // What an int can hold is a limit of the record, not of the message.
        if (range.Maximum is not int.MaxValue)
        {
            schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] =
                JsonSerializer.SerializeToNode(range.Maximum);
        }
    }

    // What an observation may lack, a survey may have written as one of its marks.
    private static bool MayBeMarked(PropertyInfo property) =>
        property.DeclaringType == typeof(ObservationReceived) && !property.IsDefined(typeof(RequiredAttribute));
}

using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Streaming.ContractDocuments;

/// <summary>The attributes of a property as keywords of JSON Schema.</summary>
internal static class Constraints
{
    public static void AddTo(JsonObject schema, MemberInfo property, bool isText)
    {
        foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>())
        {
            Add(schema, attribute, isText);
        }
    }

    private static void Add(JsonObject schema, ValidationAttribute attribute, bool isText)
    {
        switch (attribute)
        {
            case RequiredAttribute:
                break;
            case RangeAttribute range:
                schema["minimum"] = JsonSerializer.SerializeToNode(range.Minimum);
                // What an int can hold is a limit of the record, not of the message.
                if (range.Maximum is not int.MaxValue)
                {
                    schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] =
                        JsonSerializer.SerializeToNode(range.Maximum);
                }

                break;
            case StringLengthAttribute length:
                schema["minLength"] = length.MinimumLength;
                schema["maxLength"] = length.MaximumLength;
                break;
            case MinLengthAttribute least:
                schema[isText ? "minLength" : "minItems"] = least.Length;
                break;
            case MaxLengthAttribute most:
                schema[isText ? "maxLength" : "maxItems"] = most.Length;
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
}

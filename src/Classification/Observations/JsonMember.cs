using System.Text.Json;

namespace Streaming.Classification.Observations;

/// <summary>Finds and compares what JSON allows and .NET's strings do not: halves of a character by themselves.</summary>
internal static class JsonMember
{
    /// <summary>As <see cref="JsonElement.TryGetProperty(string, out JsonElement)"/>, which some names make throw.</summary>
    public static bool TryFind(this JsonElement element, string name, out JsonElement value)
    {
        try
        {
            return element.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone is valid JSON but no name. The object may have the one that is looked for.
            return TryFindAmongOthers(element, name, out value);
        }
    }

    /// <summary>Whether a text is this one.</summary>
    public static bool IsText(this JsonElement element, string text)
    {
        try
        {
            return element.ValueEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // Of several of a name the last counts, as it does elsewhere.
    private static bool TryFindAmongOthers(JsonElement element, string name, out JsonElement value)
    {
        (value, var isFound) = (default, false);
        foreach (var member in element.EnumerateObject())
        {
            if (Is(member, name))
            {
                (value, isFound) = (member.Value, true);
            }
        }

        return isFound;
    }

    private static bool Is(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

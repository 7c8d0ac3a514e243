using System.Text.RegularExpressions;

namespace Streaming.Diagnosis.Broker;

/// <summary>What a user may do in a virtual host: patterns of names, as RabbitMQ keeps them.</summary>
internal sealed record PermissionPicture(string Configure, string Write, string Read)
{
    /// <summary>Whether a pattern allows a name. An empty pattern allows none.</summary>
    public static bool Allows(string pattern, string name)
    {
        try
        {
            return Regex.IsMatch(
                name, pattern.Length == 0 ? "^$" : pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception fault) when (fault is ArgumentException or RegexMatchTimeoutException)
        {
            // RabbitMQ's patterns can say what ours cannot; nothing is claimed of such a one.
            return true;
        }
    }
}

using System.Globalization;

namespace Streaming.Worker.Models;

/// <summary>How this worker calls itself when it reports about models.</summary>
internal sealed class InstanceOptions
{
    public const string SectionName = "Instance";
    public const int LongestName = 256;

    /// <summary>
    /// The name, 1 to 256 characters. Default: host name and process id, joined by a hyphen; in Kubernetes the host name
    /// is the pod's.
    /// </summary>
    public string Name { get; set; } =
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}");
}

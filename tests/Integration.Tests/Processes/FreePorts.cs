using System.Net;
using System.Net.Sockets;

namespace Streaming.Integration.Tests.Processes;

/// <summary>Finds ports of the loopback interface that nobody listens on.</summary>
internal static class FreePorts
{
    /// <summary>Returns distinct ports: all are held until the last is found.</summary>
    public static IReadOnlyList<int> Find(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}

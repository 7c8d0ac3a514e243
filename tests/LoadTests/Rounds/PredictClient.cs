using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Streaming.Contracts;

namespace Streaming.LoadTests.Rounds;

/// <summary>
/// Asks <c>/predict</c> over several connections, each of which asks again as soon as it is answered. One thread and
/// requests made beforehand: it shares the processors with the worker.
/// </summary>
internal sealed class PredictClient : IDisposable
{
    // Microseconds; an answer that takes longer does not come.
    private const int Patience = 10_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly byte[][] _requests;
    private readonly List<Connection> _connections;
    private int _next;

    public PredictClient(Uri worker, int connections, IEnumerable<ObservationReceived> observations)
    {
        _requests = [.. observations.Select(observation => Request(worker, observation))];
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new Connection(worker))];
    }

    /// <summary>Asks for so long; returns how long each answer took.</summary>
    public List<TimeSpan> Ask(TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var answered = new List<TimeSpan>(capacity: 200_000);
        var sockets = _connections.ToDictionary(connection => connection.Socket);
        var waiting = new List<Socket>(sockets.Keys);
        var readable = new List<Socket>(waiting.Count);
        _connections.ForEach(AskNext);
        while (waiting.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            readable.Clear();
            readable.AddRange(waiting);
            Socket.Select(readable, null, null, Patience);
            if (readable.Count == 0)
            {
                throw new TimeoutException("the worker does not answer");
            }

            foreach (var socket in readable)
            {
                var connection = sockets[socket];
                if (!connection.Receive())
                {
                    continue;
                }

                answered.Add(Stopwatch.GetElapsedTime(connection.Asked));
                if (Stopwatch.GetElapsedTime(start) < duration)
                {
                    AskNext(connection);
                }
                else
                {
                    waiting.Remove(socket);
                }
            }
        }

        return answered;
    }

    public void Dispose() => _connections.ForEach(connection => connection.Socket.Dispose());

    private void AskNext(Connection connection) => connection.Send(_requests[_next++ % _requests.Length]);

    private static byte[] Request(Uri worker, ObservationReceived observation)
    {
        // As in the documentation: neither an identity nor a time.
        var body = JsonSerializer.Serialize(
            new
            {
                observation.Alpha,
                observation.Delta,
                observation.U,
                observation.G,
                observation.R,
                observation.I,
                observation.Z,
                observation.Redshift,
            },
            Json);
        return Encoding.ASCII.GetBytes(
            $"POST /predict HTTP/1.1\r\nHost: {worker.Authority}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}");
    }

    private sealed class Connection
    {
        private readonly byte[] _buffer = new byte[16 * 1024];
        private int _length;

        public Connection(Uri worker)
        {
            Socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            Socket.Connect(worker.Host, worker.Port);
        }

        public Socket Socket { get; }

        public long Asked { get; private set; }

        public void Send(byte[] request)
        {
            _length = 0;
            Asked = Stopwatch.GetTimestamp();
            Socket.Send(request);
        }

        /// <summary>Takes what has come; true when that is all of the answer.</summary>
        public bool Receive()
        {
            var count = Socket.Receive(_buffer.AsSpan(_length));
            _length += count > 0 ? count : throw new IOException("the worker closed a connection");
            return HttpAnswer.IsWhole(_buffer.AsSpan(0, _length));
        }
    }
}

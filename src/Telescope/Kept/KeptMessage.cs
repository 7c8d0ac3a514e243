using System.Security.Cryptography;
using RabbitMQ.Client;

namespace Streaming.Telescope.Kept;

/// <summary>A message that waits in a queue for somebody to decide.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Tag">The delivery's number on its channel.</param>
/// <param name="Properties">What came with it.</param>
/// <param name="Body">The bytes, whole.</param>
internal sealed record KeptMessage(string Queue, ulong Tag, IReadOnlyBasicProperties Properties, byte[] Body)
{
    private const int DigitsOfHash = 12;

    /// <summary>
    /// Its AMQP message id as the terminal shows it; of a message without one the first 12 digits of the body's SHA-256.
    /// </summary>
    public string Id => Properties.MessageId is { Length: > 0 } id
        ? SafeText.Line(id)
        : Convert.ToHexStringLower(SHA256.HashData(Body))[..DigitsOfHash];

    /// <summary>The mark of a message that was sent again before; null of all others.</summary>
    public ResentMark? Resent => ResentMark.Parse(Properties.Text(ResentMark.Header));

    /// <summary>
    /// How often it was handed back to this queue, which RabbitMQ counts against the queue's delivery limit.
    /// </summary>
    public long HandedBack => Properties.Header("x-delivery-count") is long count ? count : 0;
}

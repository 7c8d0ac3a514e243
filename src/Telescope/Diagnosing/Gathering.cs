using RabbitMQ.Client;
using Streaming.Classification.Models;
using Streaming.Diagnosis;
using Streaming.Diagnosis.Broker;
using Streaming.Diagnosis.Store;
using Streaming.Diagnosis.Workers;
using Streaming.Telescope.Broker;

namespace Streaming.Telescope.Diagnosing;

/// <summary>Asks all who can be asked, at once. Who does not answer is part of the picture, and no fault.</summary>
internal sealed class Gathering(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="address">The broker.</param>
    /// <param name="management">Its management interface; null for where it usually is.</param>
    /// <param name="workers">The workers; none for where one usually is.</param>
    /// <param name="store">The model store; null for where it usually is.</param>
    /// <param name="grace">How long a worker is given to stop; null when nobody has said it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Picture> AskAsync(
        Uri address, Uri? management, Uri[] workers, string? store, TimeSpan? grace, CancellationToken cancellation)
    {
        var broker = BrokerAsync(address, management, cancellation);
        using var http = new HttpClient { Timeout = Patience };
        var inquiry = new WorkerInquiry(http, time);
        var asked = Task.WhenAll(workers.Length == 0
            ? [inquiry.AskAsync(WorkerInquiry.Usual, isNamed: false, cancellation)]
            : workers.Select(url => inquiry.AskAsync(url, isNamed: true, cancellation)));
        var looked = new StoreInquiry(time).Ask(
            store ?? ModelStoreLocation.Resolve(ModelStoreLocation.DefaultPath), isNamed: store is not null);
        return new Picture
        {
            Version = ProgramVersion.Of(typeof(Gathering).Assembly),
            Broker = await broker,
            Workers = await asked,
            Store = looked,
            GracePeriod = grace,
        };
    }

    private async Task<BrokerPicture> BrokerAsync(Uri address, Uri? management, CancellationToken cancellation)
    {
        var broker = new BrokerAddress(FactoryOf(address));
        using var inquiry = new ManagementInquiry(management ?? broker.Management, broker, Patience, time);
        var picture = broker.Picture(management ?? broker.Management);
        try
        {
            var connection = await BrokerConnection.OpenAsync(address, "telescope doctor", recovers: false, cancellation);
            picture = picture.With(connection);
            await BrokerConnection.CloseAsync(connection);
        }
        catch (FailureException fault)
        {
            picture = picture with { Fault = fault.Message };
        }

        return await inquiry.AskAsync(picture, cancellation);
    }

    private static ConnectionFactory FactoryOf(Uri address)
    {
        try
        {
            var factory = new ConnectionFactory { Uri = address };
            BrokerTls.Read(SecretFiles.Read).Apply(factory);
            return factory;
        }
        catch (ArgumentException)
        {
            // The address may hold a password: it is not repeated.
            throw new UsageException(
                "the address of the broker is not of the form amqp://user:password@host:port/vhost");
        }
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Streaming.Contracts;
using Streaming.Diagnosis.Broker;
using Streaming.Diagnosis.Queues;
using Streaming.Worker.Consuming;
using Streaming.Worker.Diagnosing;
using Xunit;

namespace Streaming.Worker.Tests.Diagnosing;

public sealed class BrokerExaminationTests
{
    // Nobody listens there.
    private static readonly RabbitMqAddress Address = RabbitMqAddress.From(new ConfigurationBuilder()
        .AddInMemoryCollection([new("ConnectionStrings:RabbitMq", "amqp://guest:guest@127.0.0.1:1/")])
        .Build())!;

    private readonly FakeLogger<BrokerExamination> _logger = new();

    [Theory]
    [InlineData("4.1.2", null, null, true)]
    [InlineData("3.13.7", null, null, false)]
    [InlineData("3.13.7", "99", null, true)]
    [InlineData("4.1.2", "100", null, false)]
    [InlineData("4.1.2", "5", "observations_dead", false)]
    [InlineData("4.1.2", "-1", null, false)]
    public void What_would_be_dropped_is_refused(string version, string? limit, string? exchange, bool isRefused)
    {
        var policy = new Dictionary<string, string>();
        if (limit is not null)
        {
            policy["delivery-limit"] = limit;
        }

        if (exchange is not null)
        {
            policy["dead-letter-exchange"] = exchange;
        }

        Assert.Equal(isRefused, Examination().RefusedBy(Broker(version, policy)) is not null);
    }

    [Fact]
    public void What_is_not_known_is_not_refused() => Assert.Null(Examination().RefusedBy(Broker("4.1.2", policy: null)));

    [Fact]
    public async Task A_broker_that_does_not_answer_stops_nobody_and_is_told()
    {
        var examination = Examination();

        await examination.AllowedAsync(TestContext.Current.CancellationToken);

        Assert.Null(examination.Refusal);
        Assert.Contains("are not known: no answer from http://127.0.0.1:15672/", _logger.LatestRecord.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_where_the_setting_says_none()
    {
        await Examination(BrokerOptions.Nowhere).AllowedAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, _logger.Collector.Count);
    }

    private BrokerExamination Examination(string management = "") => new(
        Address,
        Options.Create(new BrokerOptions { Management = management }),
        Options.Create(new BatchingOptions()),
        TimeProvider.System,
        _logger);

    private static BrokerPicture Broker(string version, Dictionary<string, string>? policy) =>
        new BrokerAddress(Address.Factory).Picture(new Uri("http://127.0.0.1:15672")) with
        {
            Version = version,
            Queues = [new QueuePicture(ObservationsTopology.Queue) { Policy = policy }],
        };
}

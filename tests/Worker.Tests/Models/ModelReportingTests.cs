using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Streaming.Contracts;
using Streaming.Worker.Models;
using Streaming.Worker.Publishing;
using Xunit;

namespace Streaming.Worker.Tests.Models;

public sealed class ModelReportingTests
{
    private static readonly ModelReference Model = new() { Version = "one", Sha256 = new string('0', 64) };

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_is_sent_again_under_its_id_until_it_is_confirmed()
    {
        var reports = Reports();
        var publisher = new FailingPublisher(failures: 2);
        using var reporting = new ModelReporting(reports, publisher, _time, NullLogger<ModelReporting>.Instance);
        await reporting.StartAsync(Cancellation);

        reports.Activated(Model, previous: null);
        var attempts = new List<ModelReport>();
        while (attempts.Count < 3)
        {
            if (publisher.Attempts.TryRead(out var attempt))
            {
                attempts.Add(attempt);
            }

            _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }

        await reporting.StopAsync(Cancellation);
        Assert.Single(attempts.Distinct());
        Assert.False(publisher.Attempts.TryRead(out _));
    }

    [Fact]
    public async Task Of_more_reports_than_are_kept_the_latest_remain()
    {
        var reports = Reports();
        for (var i = 0; i < 150; i++)
        {
            reports.Refused($"version-{i}", "it is broken", kept: null);
        }

        Assert.Equal("version-50", (await reports.Waiting.ReadAsync(Cancellation)).Refused!.Version);
    }

    private ModelReports Reports() => new(Options.Create(new InstanceOptions()), _time);

    /// <summary>Stands in for a broker that is away for a while.</summary>
    private sealed class FailingPublisher(int failures) : IModelReportPublisher
    {
        private readonly Channel<ModelReport> _attempts = Channel.CreateUnbounded<ModelReport>();
        private int _left = failures;

        public ChannelReader<ModelReport> Attempts => _attempts.Reader;

        public Task PublishAsync(ModelReport report, CancellationToken cancellationToken)
        {
            _attempts.Writer.TryWrite(report);
            return _left-- > 0 ? Task.FromException(new IOException("no broker")) : Task.CompletedTask;
        }
    }
}

using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests;

/// <summary>A setting that cannot be used ends the start, in one line that names it.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("ConnectionStrings__RabbitMq", "http://localhost")]
    [InlineData("ConnectionStrings__RabbitMq", "localhost:5672")]
    [InlineData("Batching__MessageLimit", "0")]
    [InlineData("Batching__MessageLimit", "many")]
    [InlineData("Batching__TimeLimit", "01:00:00")]
    [InlineData("Batching__ConcurrencyLimit", "65")]
    [InlineData("ModelStore__PollingInterval", "00:00:00")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:99999")]
    public async Task A_bad_setting_is_one_line_and_a_failure(string name, string value)
    {
        await using var worker = WorkerProcess.Start(new Dictionary<string, string?> { [name] = value });

        Assert.NotEqual(0, await worker.ExitAsync(Patience.Token()));

        var line = Assert.Single(worker.Errors.Split('\n'));
        Assert.Contains(name.Split("__")[^1], line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_settings_and_succeeds()
    {
        await using var worker = WorkerProcess.Start(new Dictionary<string, string?>(), "--help");

        Assert.Equal(0, await worker.ExitAsync(Patience.Token()));

        Assert.Contains("ConnectionStrings__RabbitMq", worker.Output, StringComparison.Ordinal);
        Assert.Empty(worker.Errors);
    }
}

using Streaming.Documentation.Tests.Commands;
using Streaming.Documentation.Tests.Pages;
using Streaming.Integration.Tests;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Documentation.Tests;

/// <summary>What the pages ask their readers to do works in a fresh copy of the checkout, with a real RabbitMQ.</summary>
public sealed class CommandTests(BrokerFixture broker, FreshCheckout checkout)
{
    public static TheoryData<string> PagesWithCommands() =>
    [
        .. Page.All().Where(page => page.Steps().Any(step => step is Run or RunInBackground)).Select(page => page.Path),
    ];

    [Fact]
    public void Every_command_is_run_or_says_what_it_needs()
    {
        var steps = Page.All().SelectMany(page => page.Steps()).ToList();

        Assert.Contains(steps, step => step is Run);
        Assert.Contains(steps, step => step is NotRun);
    }

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public async Task The_commands_work(string path)
    {
        await checkout.ResetAsync();
        await using var host = await broker.CreateVirtualHostAsync();
        using var logs = new TemporaryFolder();
        var script = new PageScript(host);
        var file = logs.Combine("page.sh");
        await File.WriteAllTextAsync(file, script.Of(Page.Of(path), logs.Path), TestContext.Current.CancellationToken);

        await using var page = ChildProcess.Start(
            "env",
            ["--chdir", checkout.Root, "bash", file],
            new Dictionary<string, string?>
            {
                // Debian's python3-pika is of /usr/bin/python3.
                ["PATH"] = $"/usr/bin:{Environment.GetEnvironmentVariable("PATH")}",
                ["ASPNETCORE_URLS"] = script.WorkerUrl,
                ["PORT"] = script.WorkerPort,
                ["ConnectionStrings__RabbitMq"] = null,
                ["ConnectionStrings__Labels"] = null,
                ["ModelStore__Path"] = null,
                ["Labels__Path"] = null,
            });
        var code = await page.ExitAsync(TestContext.Current.CancellationToken);

        Assert.True(code == 0, $"{page.Output}\n{page.Errors}");
    }
}

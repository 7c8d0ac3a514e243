using System.Text.Json;
using Streaming.Integration.Tests.Brokers;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Diagnosing;

/// <summary><c>telescope doctor</c>, as a script runs it.</summary>
/// <param name="ExitCode">What it told the shell.</param>
/// <param name="Findings">What it found.</param>
internal sealed record Doctor(int ExitCode, IReadOnlyList<(string Code, string Verdict, string Text)> Findings)
{
    /// <summary>Those that are not well, without the ones that nobody could be asked for.</summary>
    public IEnumerable<(string Code, string Verdict, string Text)> Complaints =>
        Findings.Where(finding => finding.Verdict is "wrong" or "warning");

    /// <summary>Asks a virtual host's broker, as its user.</summary>
    public static Task<Doctor> AskAsync(VirtualHost host, params string[] arguments) =>
        AskAsync(host.Address, host.Management, arguments);

    public static async Task<Doctor> AskAsync(Uri broker, Uri management, params string[] arguments)
    {
        await using var process = ChildProcess.Start(
            "dotnet",
            [
                Checkout.TelescopeAssembly, "doctor", "--json", "--broker", broker.AbsoluteUri,
                "--management", management.AbsoluteUri, .. arguments,
            ],
            new Dictionary<string, string?>());
        var code = await process.ExitAsync(Patience.Token());
        Assert.True(process.Errors.Length == 0, process.Errors);
        var document = JsonDocument.Parse(process.Output).RootElement;
        return new Doctor(code,
        [
            .. document.GetProperty("findings").EnumerateArray().Select(finding => (
                finding.GetProperty("code").GetString()!,
                finding.GetProperty("verdict").GetString()!,
                finding.GetProperty("text").GetString()!)),
        ]);
    }

    /// <summary>Fails unless there is such a finding.</summary>
    public void Finds(string code, string verdict, string words) => Assert.Contains(
        Findings,
        finding => finding.Code == code && finding.Verdict == verdict
            && finding.Text.Contains(words, StringComparison.Ordinal));

    public override string ToString() => string.Join('\n', Findings);
}

namespace Streaming.Integration.Tests.Processes;

/// <summary>
/// How long a test waits for what must come: long enough for a slow and busy machine, so that it never decides.
/// </summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>A token that ends with the test or after two minutes.</summary>
    public static CancellationToken Token()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestCancellation());
        source.CancelAfter(Limit);
        return source.Token;
    }

    /// <summary>Asks again and again until the answer is yes. Only for what cannot announce itself.</summary>
    /// <param name="condition">Whether it has come.</param>
    /// <param name="what">What it is, in words.</param>
    /// <param name="evidence">Told when it does not come, for example a log.</param>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, Func<string>? evidence = null)
    {
        using var timer = new PeriodicTimer(Step);
        var token = Token();
        try
        {
            while (!await condition())
            {
                await timer.WaitForNextTickAsync(token);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            throw new TimeoutException($"waited {Limit.TotalSeconds:F0} s in vain for: {what}\n{evidence?.Invoke()}");
        }
    }

    private static CancellationToken TestCancellation() => Xunit.TestContext.Current.CancellationToken;
}

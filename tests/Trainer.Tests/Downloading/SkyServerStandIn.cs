using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Streaming.Integration.Tests.Processes;
using Streaming.Simulation;

namespace Streaming.Trainer.Tests.Downloading;

/// <summary>
/// Answers the trainer's very questions as SkyServer would, from simulated observations, and fails on demand.
/// </summary>
internal sealed partial class SkyServerStandIn : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Func<HttpListenerContext, Task<bool>>> _faults = [];
    private readonly ConcurrentQueue<string> _queries = [];
    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();
    private readonly Task _serving;

    public SkyServerStandIn(int spectra, int seed = 14)
        : this(new SimulatedNight(new NightOptions { Seed = seed }).Observe(spectra))
    {
    }

    public SkyServerStandIn(IEnumerable<SimulatedObservation> survey)
    {
        Spectra = [.. survey.Select(Spectrum.Of)];
        Address = $"http://127.0.0.1:{FreePorts.Find(1)[0]}/dr17/SkyServerWS/SearchTools/SqlSearch";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public IReadOnlyList<Spectrum> Spectra { get; }

    public string Address { get; }

    /// <summary>Every question so far.</summary>
    public IReadOnlyList<string> Queries => [.. _queries];

    public IReadOnlyList<string> Pages =>
        [.. _queries.Where(query => query.StartsWith("SELECT TOP", StringComparison.Ordinal))];

    public string? UserAgent { get; private set; }

    /// <summary>The longest question so far, as it stands after the question mark.</summary>
    public int LongestQuestion { get; private set; }

    /// <summary>Most questions that were open at one time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Deals with the next question that has no other fault yet.</summary>
    /// <param name="fault">Answers, or returns false to have the question answered properly.</param>
    public void Next(Func<HttpListenerContext, Task<bool>> fault) => _faults.Enqueue(fault);

    /// <summary>Answers the next question with this.</summary>
    public void Next(int status, string body, string? retryAfter = null) => Next(async context =>
    {
        if (retryAfter is not null)
        {
            context.Response.Headers["Retry-After"] = retryAfter;
        }

        await AnswerAsync(context, status, body);
        return true;
    });

    /// <summary>Waits for the next question.</summary>
    public ValueTask<string> AskedAsync(CancellationToken cancellation) => _asked.Reader.ReadAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    /// <summary>A table as the service writes it.</summary>
    public static string Table(IEnumerable<string> lines) => string.Join('\n', ["#Table1", .. lines, ""]);

    private async Task ServeAsync()
    {
        var open = 0;
        var answers = new List<Task>();
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref open));
                answers.Add(Task.Run(async () =>
                {
                    await AnswerAsync(context);
                    Interlocked.Decrement(ref open);
                }));
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(answers);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var query = context.Request.QueryString["cmd"] ?? "";
        UserAgent = context.Request.UserAgent;
        LongestQuestion = Math.Max(LongestQuestion, context.Request.Url!.Query.Length - 1);
        _queries.Enqueue(query);
        var hasFault = _faults.TryDequeue(out var fault);
        _asked.Writer.TryWrite(query);
        try
        {
            if (hasFault && await fault!(context))
            {
                return;
            }

            var body = context.Request.QueryString["format"] == "csv" ? Answer(query) : null;
            await AnswerAsync(context, body is null ? 400 : 200, body ?? "{\"error\": \"Incorrect syntax\"}");
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
        {
            // Who asked is gone: a test of just that.
        }
    }

    private string? Answer(string query)
    {
        if (query.StartsWith("SELECT COUNT(*) AS n FROM SpecObj", StringComparison.Ordinal))
        {
            return Table(["n", Spectra.Count.ToString(CultureInfo.InvariantCulture)]);
        }

        if (PageQuery().Match(query) is not { Success: true } page)
        {
            return null;
        }

        string[] further =
        [
            .. page.Groups["optical"].Captures.Concat(page.Groups["wise"].Captures).Select(column => column.Value),
        ];
        var top = int.Parse(page.Groups["top"].Value);
        var after = ulong.Parse(page.Groups["after"].Value);
        var (first, last) = (int.Parse(page.Groups["first"].Value), int.Parse(page.Groups["last"].Value));
        var rows = Spectra
            .Where(one => one.Id > after && one.IsSound)
            .Where(one => (one.Plate * 7919 + one.Fiber * 104729) % 1_000_003 is var n && n >= first && n <= last)
            .OrderBy(one => one.Id).Take(top).Select(one => one.Answer(further));
        return Table([string.Join(',', ["objid,ra,dec,u,g,r,i,z,class,redshift,specobjid", .. further]), .. rows]);
    }

    private static async Task AnswerAsync(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }

    [GeneratedRegex(
        @"^SELECT TOP (?<top>\d+) CAST\(p\.objID AS varchar\(20\)\) AS objid, p\.ra, p\.dec, p\.u, p\.g, p\.r, p\.i, "
        + @"p\.z, s\.class, s\.z AS redshift, CAST\(s\.specObjID AS varchar\(20\)\) AS specobjid"
        + @"(, p\.(?<optical>\w+))*(?<infrared>(, w\.(?<wise>w[1-4]mpro))+)? "
        + @"FROM SpecObj AS s JOIN PhotoObj AS p ON p\.objID = s\.bestObjID "
        + @"(?(infrared)OUTER APPLY \(SELECT TOP 1 x\.wise_cntr FROM WISE_xmatch AS x WHERE x\.sdss_objid = p\.objID "
        + @"ORDER BY x\.match_dist, x\.wise_cntr\) AS m LEFT JOIN WISE_allsky AS w ON w\.cntr = m\.wise_cntr )"
        + @"WHERE s\.specObjID > (?<after>\d+) "
        + @"AND \(s\.plate \* 7919 \+ s\.fiberID \* 104729\) % 1000003 BETWEEN (?<first>\d+) AND (?<last>\d+) "
        + @"AND s\.sciencePrimary = 1 AND s\.zWarning = 0 AND s\.class IN \('STAR', 'GALAXY', 'QSO'\) "
        + @"AND p\.u BETWEEN -5 AND 40 AND p\.g BETWEEN -5 AND 40 AND p\.r BETWEEN -5 AND 40 "
        + @"AND p\.i BETWEEN -5 AND 40 AND p\.z BETWEEN -5 AND 40 ORDER BY s\.specObjID$")]
    private static partial Regex PageQuery();
}

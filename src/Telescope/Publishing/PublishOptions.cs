using System.CommandLine;
using System.CommandLine.Parsing;
using Streaming.Catalogues.Observations;
using Streaming.Contracts;
using Streaming.Telescope.Broker;
using Streaming.Telescope.Simulating;

namespace Streaming.Telescope.Publishing;

/// <summary>The options of <c>telescope publish</c>, and which of them go together.</summary>
internal sealed class PublishOptions
{
    private readonly NightSettings _night = new();

    private readonly Option<string?> _file = new("--file")
    {
        Description = "File to publish, told by its content, also packed with gzip: CSV and its like, JSON Lines, "
            + "Parquet, FITS, VOTable; - for standard input, which is copied to a temporary file first",
        HelpName = "FILE",
    };

    private readonly Option<int> _simulate = BoundedOption.Of(
        "--simulate", "Publish a simulated night of so many observations instead", 1, int.MaxValue);

    private readonly Option<double> _rate = BoundedOption.Of(
        "--rate", "Observations a second, evenly, else as fast as the broker confirms", 0.001, 1_000_000);

    private readonly Option<int> _visitSize = BoundedOption.Of(
        "--visit-size", "Send visits of so many observations at once; needs --cadence", 1, 1_000_000);

    private readonly Option<double> _cadence = BoundedOption.Of(
        "--cadence", "Seconds from the start of one visit to the next; needs --visit-size", 0.001, 86_400);

    private readonly Option<int> _bulk = BoundedOption.Of(
        "--bulk",
        "Publish so many observations in a message, 500 being a worker's batch, else each alone",
        1,
        ObservationBatchReceived.MostObservations);

    private readonly Option<bool> _gzip = new("--gzip") { Description = "Compress the messages of --bulk" };

    private readonly Option<bool> _json = new("--json") { Description = "Write the summary as one line of JSON" };

    private readonly Option<string> _measurements = PublishedMeasurements.Option();

    private readonly CatalogueOptions _catalogue;
    private readonly BrokerOption _broker;

    public PublishOptions(Command command)
    {
        command.Options.Add(_file);
        _catalogue = new CatalogueOptions(command, hasClasses: false);
        command.Options.Add(_measurements);
        var ofFile = command.Options.Skip(1).ToList();
        Option[] options = [_simulate, .. _night.Options, _rate, _visitSize, _cadence, _bulk, _gzip, _json];
        foreach (var option in options) command.Options.Add(option);
        _broker = new BrokerOption(command, BrokerConnection.DefaultAddress);
        command.Validators.Add(result =>
        {
            if (IsGiven(result, _file) == IsGiven(result, _simulate))
                result.AddError("give either --file or --simulate");
            else if (IsGiven(result, _file) && _night.Options.FirstOrDefault(one => IsGiven(result, one)) is { } given)
                result.AddError($"{given.Name} goes with --simulate only");
            else if (IsGiven(result, _simulate) && ofFile.Find(one => IsGiven(result, one)) is { } about)
                result.AddError($"{about.Name} goes with --file only");
            else if (IsGiven(result, _visitSize) != IsGiven(result, _cadence))
                result.AddError("--visit-size and --cadence go together");
            else if (IsGiven(result, _visitSize) && IsGiven(result, _rate))
                result.AddError("give either --rate or --visit-size with --cadence");
            else if (IsGiven(result, _gzip) && !IsGiven(result, _bulk))
                result.AddError("--gzip goes with --bulk only");
        });
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public Uri Broker(ParseResult parsed) => _broker.Read(parsed)!;

    public Pace Pace(ParseResult parsed, TimeProvider time) => true switch
    {
        _ when parsed.GetResult(_rate) is not null => Publishing.Pace.OfRate(parsed.GetValue(_rate), time),
        _ when parsed.GetResult(_visitSize) is not null => Publishing.Pace.OfVisits(
            parsed.GetValue(_visitSize), TimeSpan.FromSeconds(parsed.GetValue(_cadence)), time),
        _ => Publishing.Pace.Unlimited(time),
    };

    public MessageForm Form(ParseResult parsed)
    {
        if (parsed.GetResult(_bulk) is null) return MessageForm.Single;
        int? visitSize = parsed.GetResult(_visitSize) is null ? null : parsed.GetValue(_visitSize);
        return MessageForm.Bulk(parsed.GetValue(_bulk), visitSize, parsed.GetValue(_gzip));
    }

    /// <summary>The file to publish; null for a simulated night.</summary>
    public string? File(ParseResult parsed) => parsed.GetValue(_file);

    public CatalogueRequest Request(ParseResult parsed) => _catalogue.Read(parsed) with
    {
        Measurements = PublishedMeasurements.Parse(parsed.GetValue(_measurements)),
    };

    public IObservationSource Night(ParseResult parsed)
    {
        var night = _night.Read(parsed);
        if (parsed.GetResult(_visitSize) is not null)
        {
            var size = parsed.GetValue(_visitSize);
            night = night with { VisitSize = size, Cadence = TimeSpan.FromSeconds(parsed.GetValue(_cadence) / size) };
        }

        return new NightSource(night, parsed.GetValue(_simulate));
    }

    private static bool IsGiven(CommandResult command, Option option) =>
        command.GetResult(option) is { Implicit: false };
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Streaming.Worker.Tests.Telemetry;

/// <summary>Notes which instruments a meter publishes, and with which attributes they measure.</summary>
internal sealed class MeterRecord : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, byte>> _attributes = [];

    /// <param name="factory">Only meters of this one are listened to; other tests have their own.</param>
    /// <param name="meter">The meter's name.</param>
    public MeterRecord(IMeterFactory factory, string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && instrument.Meter.Scope == factory)
            {
                _attributes.TryAdd(instrument, []);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        _listener.Start();
    }

    /// <summary>Name, kind, unit and attributes of every instrument that has been published so far.</summary>
    public IReadOnlyList<(string Name, string Kind, string? Unit, string Attributes)> Instruments()
    {
        _listener.RecordObservableInstruments();
        return
        [
            .. _attributes
                .Select(one => (
                    one.Key.Name, KindOf(one.Key), one.Key.Unit, string.Join(' ', one.Value.Keys.Order())))
                .Order(),
        ];
    }

    public void Dispose() => _listener.Dispose();

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" => "counter",
        "Histogram" => "histogram",
        "ObservableUpDownCounter" => "up-down counter",
        "Gauge" or "ObservableGauge" => "gauge",
        var other => other,
    };

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            _attributes[instrument].TryAdd(tag.Key, 0);
        }
    }
}

using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Tangram.Server.Metrics;

/// <summary>Gathers one meter's measurements and writes them in Prometheus' text format, version 0.0.4.</summary>
internal sealed class PrometheusText : IDisposable
{
    private static readonly double[] TimeBounds = [.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];
    private static readonly double[] ItemBounds = [1, 2, 4, 8, 16, 32, 64];
    private static readonly double[] RatioBounds = [.5, .75, .9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 10];

    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    public PrometheusText(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Everything gathered so far.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        lock (_gate)
        {
            foreach (var family in _families.Values)
            {
                family.Forget();
            }

            _listener.RecordObservableInstruments();
            foreach (var family in _families.Values)
            {
                family.Write(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>A label's value as it is written between quotes.</summary>
    public static string Escape(object? value) =>
        (Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty)
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private MetricFamily FamilyOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit is "s" ? "_seconds" : string.Empty);
        var help = instrument.Description ?? name;
        var family = instrument switch
        {
            ObservableCounter<long> => new MetricFamily(name + "_total", help, "counter") { IsObserved = true },
            Counter<long> => new MetricFamily(name + "_total", help, "counter"),
            Histogram<double> => new MetricFamily(name, help, "histogram", instrument.Unit is "s" ? TimeBounds : instrument.Unit is "1" ? RatioBounds : ItemBounds),
            _ => new MetricFamily(name, help, "gauge") { IsObserved = true },
        };
        lock (_gate)
        {
            _families[family.Name] = family;
        }

        return family;
    }
}

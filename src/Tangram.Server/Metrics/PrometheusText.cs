using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Tangram.Server.Metrics;

/// <summary>Gathers one meter's measurements and writes them in Prometheus' text format, version 0.0.4.</summary>
internal sealed class PrometheusText : IDisposable
{
    private static readonly double[] DefaultBounds = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];
    private static readonly double[] ItemBounds = [1, 2, 4, 8, 16, 32, 64];

    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);

    public PrometheusText(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Record((Family)family!, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Record((Family)family!, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Record((Family)family!, value, tags));
        _listener.Start();
    }

    /// <summary>Everything gathered so far.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (_gate)
        {
            foreach (var family in _families.Values)
            {
                family.Write(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private Family FamilyOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        var isCounter = instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal);
        var isHistogram = instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal);
        var family = new Family(
            name + (instrument.Unit is "s" ? "_seconds" : string.Empty) + (isCounter ? "_total" : string.Empty),
            instrument.Description ?? name,
            isCounter,
            isHistogram ? instrument.Unit is "s" ? DefaultBounds : ItemBounds : null);
        lock (_gate)
        {
            _families[family.Name] = family;
        }

        return family;
    }

    private void Record(Family family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(',', tags.ToArray().Select(t => $"{t.Key}=\"{Escape(t.Value)}\""));
        lock (_gate)
        {
            family.Record(labels, value);
        }
    }

    private static string Escape(object? value) =>
        (Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty)
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>All series of one name.</summary>
    private sealed class Family(string name, string help, bool isCounter, double[]? bounds)
    {
        private readonly SortedDictionary<string, double[]> _series = new(StringComparer.Ordinal);

        public string Name => name;

        // A histogram's series holds a count for each bound and one beyond, then the sum.
        public void Record(string labels, double value)
        {
            if (!_series.TryGetValue(labels, out var cells))
            {
                _series[labels] = cells = new double[bounds is null ? 1 : bounds.Length + 2];
            }

            if (bounds is not null)
            {
                var at = Array.FindIndex(bounds, b => value <= b);
                cells[at < 0 ? bounds.Length : at]++;
                cells[^1] += value;
            }
            else
            {
                cells[0] = isCounter ? cells[0] + value : value;
            }
        }

        public void Write(StringBuilder text)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {(bounds is not null ? "histogram" : isCounter ? "counter" : "gauge")}\n");
            foreach (var (labels, cells) in _series)
            {
                if (bounds is null)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : string.Empty)} {cells[0]}\n");
                }
                else
                {
                    WriteHistogram(text, labels, cells, bounds);
                }
            }
        }

        private void WriteHistogram(StringBuilder text, string labels, double[] cells, double[] limits)
        {
            var before = labels.Length > 0 ? labels + "," : string.Empty;
            var count = 0.0;
            for (var i = 0; i <= limits.Length; i++)
            {
                count += cells[i];
                var limit = i < limits.Length ? limits[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"{limit}\"}} {count}\n");
            }

            var braces = labels.Length > 0 ? $"{{{labels}}}" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{braces} {cells[^1]}\n{name}_count{braces} {count}\n");
        }
    }
}

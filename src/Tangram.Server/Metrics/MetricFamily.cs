using System.Globalization;
using System.Text;

namespace Tangram.Server.Metrics;

/// <summary>All series of one metric. Safe to record to from many threads; recording to a series that is there takes no memory.</summary>
/// <param name="name">Its name on the page.</param>
/// <param name="help">What it is.</param>
/// <param name="kind"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
/// <param name="bounds">Upper bounds of a histogram's buckets, rising; null for others.</param>
internal sealed class MetricFamily(string name, string help, string kind, double[]? bounds = null)
{
    private readonly Lock _gate = new();
    private readonly List<Series> _series = [];

    public string Name => name;

    /// <summary>Whether what is recorded is the value as it is when the page is read, and not what comes to it.</summary>
    public bool IsObserved { get; init; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            var cells = CellsOf(tags);
            if (bounds is not null)
            {
                var at = 0;
                while (at < bounds.Length && value > bounds[at])
                {
                    at++;
                }

                cells[at]++;
                cells[^1] += value;
            }
            else
            {
                cells[0] = IsObserved ? value : cells[0] + value;
            }
        }
    }

    /// <summary>Forgets series that are observed: those that are still there are about to be recorded anew.</summary>
    public void Forget()
    {
        if (IsObserved)
        {
            lock (_gate)
            {
                _series.Clear();
            }
        }
    }

    public void Write(StringBuilder text)
    {
        lock (_gate)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n");
            foreach (var (_, labels, cells) in _series.OrderBy(s => s.Labels, StringComparer.Ordinal))
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
    }

    // A histogram's series holds a count for each bound and one beyond, then the sum.
    private double[] CellsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var series in _series)
        {
            if (IsOf(series.Values, tags))
            {
                return series.Cells;
            }
        }

        var (values, labels) = (new object?[tags.Length], new string[tags.Length]);
        for (var i = 0; i < tags.Length; i++)
        {
            values[i] = tags[i].Value;
            labels[i] = $"{tags[i].Key}=\"{PrometheusText.Escape(tags[i].Value)}\"";
        }

        var added = new Series(values, string.Join(',', labels), new double[bounds is null ? 1 : bounds.Length + 2]);
        _series.Add(added);
        return added.Cells;
    }

    private static bool IsOf(object?[] values, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (values.Length != tags.Length)
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!Equals(values[i], tags[i].Value))
            {
                return false;
            }
        }

        return true;
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

    private sealed record Series(object?[] Values, string Labels, double[] Cells);
}

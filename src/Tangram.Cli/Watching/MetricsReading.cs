using System.Globalization;

namespace Tangram.Cli.Watching;

/// <summary>A page of metrics in Prometheus' text format, as it was at one moment.</summary>
internal sealed class MetricsReading
{
    private readonly Dictionary<string, List<Sample>> _samples = new(StringComparer.Ordinal);

    /// <summary>Reads a page; lines that are no samples are passed over.</summary>
    public static MetricsReading Parse(string page)
    {
        var reading = new MetricsReading();
        foreach (var line in page.Split('\n'))
        {
            var end = line.LastIndexOf(' ');
            if (line.Length > 0 && line[0] != '#' && end > 0 && double.TryParse(line.AsSpan(end + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                var brace = line.IndexOf('{', StringComparison.Ordinal);
                var name = brace < 0 ? line[..end] : line[..brace];
                if (!reading._samples.TryGetValue(name, out var samples))
                {
                    reading._samples[name] = samples = [];
                }

                samples.Add(new Sample(brace < 0 ? string.Empty : line[(brace + 1)..(end - 1)], value));
            }
        }

        return reading;
    }

    /// <summary>Every value that a label of a metric has.</summary>
    public IReadOnlyList<string> Values(string metric, string label) =>
        [.. Samples(metric).Select(s => Label(s, label)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The sum of a metric's samples with these labels; null where there are none.</summary>
    public double? Sum(string metric, params (string Label, string Value)[] labels)
    {
        var found = Samples(metric).Where(s => Array.TrueForAll(labels, l => string.Equals(Label(s, l.Label), l.Value, StringComparison.Ordinal))).ToList();
        return found.Count == 0 ? null : found.Sum(s => s.Value);
    }

    /// <summary>A histogram's counts up to each bound, rising.</summary>
    public IReadOnlyList<(double Bound, double Count)> Buckets(string histogram, string label, string value) =>
        [.. Samples(histogram + "_bucket")
            .Where(s => string.Equals(Label(s, label), value, StringComparison.Ordinal))
            .Select(s => (Bound: Label(s, "le") is { } le && double.TryParse(le, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) ? bound : double.PositiveInfinity, s.Value))
            .OrderBy(b => b.Bound)];

    private List<Sample> Samples(string metric) => _samples.GetValueOrDefault(metric) ?? [];

    private static string? Label(Sample sample, string label)
    {
        var start = ("," + sample.Labels).IndexOf($",{label}=\"", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var from = start + label.Length + 2;
        var end = sample.Labels.IndexOf('"', from);
        return end < 0 ? null : sample.Labels[from..end];
    }

    private sealed record Sample(string Labels, double Value);
}

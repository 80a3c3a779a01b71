using System.Globalization;
using System.Text;

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

                samples.Add(new Sample(brace < 0 ? [] : Labels(line.AsSpan(brace + 1)), value));
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

    /// <summary>How much a counter has grown since an earlier reading; one that is lower than it was began anew, with its server.</summary>
    public double Grown(MetricsReading before, string metric, params (string Label, string Value)[] labels)
    {
        var (now, then) = (Sum(metric, labels) ?? 0, before.Sum(metric, labels) ?? 0);
        return now < then ? now : now - then;
    }

    /// <summary>A histogram's counts up to each bound, rising.</summary>
    public IReadOnlyList<(double Bound, double Count)> Buckets(string histogram, string label, string value) =>
        [.. Samples(histogram + "_bucket")
            .Where(s => string.Equals(Label(s, label), value, StringComparison.Ordinal))
            .Select(s => (Bound: Label(s, "le") is { } le && double.TryParse(le, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) ? bound : double.PositiveInfinity, s.Value))
            .OrderBy(b => b.Bound)];

    private List<Sample> Samples(string metric) => _samples.GetValueOrDefault(metric) ?? [];

    private static string? Label(Sample sample, string label) =>
        sample.Labels.Where(l => string.Equals(l.Name, label, StringComparison.Ordinal)).Select(l => l.Value).FirstOrDefault();

    // Of a="1",b="2"} what stands before the brace. Values may hold anything; a backslash makes the next character a part of them.
    private static List<(string Name, string Value)> Labels(ReadOnlySpan<char> text)
    {
        var labels = new List<(string, string)>();
        for (var equals = text.IndexOf('='); equals > 0 && text[0] != '}' && equals + 1 < text.Length; equals = text.IndexOf('='))
        {
            var name = text[..equals].ToString();
            text = text[(equals + 2)..];
            var value = new StringBuilder();
            while (text.Length > 0 && text[0] != '"')
            {
                var isEscaped = text[0] == '\\' && text.Length > 1;
                value.Append(!isEscaped ? text[0] : text[1] == 'n' ? '\n' : text[1]);
                text = text[(isEscaped ? 2 : 1)..];
            }

            labels.Add((name, value.ToString()));
            text = text.TrimStart("\", ");
        }

        return labels;
    }

    private sealed record Sample(List<(string Name, string Value)> Labels, double Value);
}

using System.Globalization;
using Tangram.Core.Catalogs;

namespace Tangram.Planning.Baselines.Paris;

/// <summary>The distribution of queries' batch sizes that PARIS starts from.</summary>
/// <remarks>Log-normal up to 32, as in its study [R]; median and spread were not found, so theirs are ours [N]. Or given share by share.</remarks>
internal sealed record BatchSizes
{
    private readonly double _median;
    private readonly double _sigma;
    private readonly List<double>? _given;

    /// <summary>Reads <c>batch-max</c>, <c>batch-median</c> and <c>batch-sigma</c>, or <c>batch-shares</c>: the shares of batch 1, 2, … with spaces between.</summary>
    /// <exception cref="FormatException">A setting is not as it should be.</exception>
    public BatchSizes(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Largest = settings.Count("batch-max", fallback: 32, min: 1);
        _median = settings.Number("batch-median", fallback: 8, min: 1e-3, max: 1e6);
        _sigma = settings.Number("batch-sigma", fallback: 0.9, min: 1e-3, max: 100);
        _given = settings.Text("batch-shares") is { } text ? Given(text) : null;
        Largest = _given?.Count ?? Largest;
    }

    /// <summary>The largest batch.</summary>
    public int Largest { get; }

    /// <summary>The share of each batch size from 1 to <paramref name="largest"/>; they add up to 1, larger batches left out.</summary>
    public IReadOnlyList<double> Shares(int largest)
    {
        var weights = Enumerable.Range(1, Math.Min(largest, Largest)).Select(Weight).ToList();
        var sum = weights.Sum();
        return [.. weights.Select(w => sum > 0 ? w / sum : 1.0 / weights.Count)];
    }

    private double Weight(int batch)
    {
        if (_given is not null)
        {
            return _given[batch - 1];
        }

        var deviation = Math.Log(batch / _median) / _sigma;
        return Math.Exp(-deviation * deviation / 2) / batch;
    }

    private static List<double> Given(string text)
    {
        var shares = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(s => double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share >= 0 && double.IsFinite(share) ? share : -1).ToList();
        return shares.Count > 0 && shares.TrueForAll(s => s >= 0) && shares.Sum() > 0
            ? shares
            : throw new FormatException($"batch-shares: '{text}' is not a list of shares such as '0.2 0.2 0.4 0.2'");
    }
}

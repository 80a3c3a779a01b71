using Tangram.Core.Catalogs;
using Tangram.Prediction.Observations;
using Tangram.Scheduling;

namespace Tangram.Simulation.Interference;

/// <summary>Segments slow each other down as batches of their variants were observed to.</summary>
/// <remarks>
/// Least squares over the observations of each variant [N]: what its slowdown exceeds 1 by is the sum over its co-runners of overlap times what that variant does to it. A
/// little ridge keeps pairs that were hardly seen near the variant's mean. What was never observed together disturbs as the variant's mean co-runner does, and a variant that
/// was never observed is slowed as the mean of all is.
/// </remarks>
[MadeOfData]
public sealed class RecordedInterference : IInterference
{
    private const double Ridge = 1;

    private readonly Dictionary<(string Own, string Other), double> _pairs = [];
    private readonly Dictionary<string, double> _means = new(StringComparer.Ordinal);
    private readonly double _mean;

    /// <summary>The law of a recording.</summary>
    /// <param name="observations">At least one with a co-runner.</param>
    /// <exception cref="ArgumentException">In none of them did anything run beside a batch.</exception>
    public RecordedInterference(IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var beside = observations.Where(o => o.Beside.Count > 0).ToList();
        if (beside.Count == 0)
        {
            throw new ArgumentException("nothing ran beside any of the batches observed", nameof(observations));
        }

        _mean = MeanOf(beside);
        foreach (var own in beside.GroupBy(o => o.Own.Signature.Variant, StringComparer.Ordinal))
        {
            Fit(own.Key, [.. own]);
        }
    }

    /// <inheritdoc/>
    public bool IsAny => true;

    /// <summary>What one variant's running all the time adds to the slowdown of another; at least 0.</summary>
    public double Added(string own, string other) =>
        _pairs.TryGetValue((own, other), out var added) ? added : _means.GetValueOrDefault(own, _mean);

    /// <inheritdoc/>
    public double Slowdown(Segment segment, ReadOnlySpan<Segment> others)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var slowdown = 1.0;
        foreach (var other in others)
        {
            slowdown += Added(segment.Variant, other.Variant);
        }

        return slowdown;
    }

    private static double MeanOf(IReadOnlyList<Observation> observations)
    {
        var overlap = observations.Sum(o => o.Beside.Sum(b => b.Presence.Overlap));
        return overlap <= 0 ? 0 : Math.Max(0, observations.Sum(o => o.Slowdown - 1) / overlap);
    }

    private void Fit(string own, IReadOnlyList<Observation> rows)
    {
        var mean = _means[own] = MeanOf(rows);
        var others = rows.SelectMany(r => r.Beside).Select(b => b.Runner.Signature.Variant).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var count = others.Count;
        var (squares, products) = (new double[count, count], new double[count]);
        foreach (var row in rows)
        {
            var overlaps = new double[count];
            foreach (var beside in row.Beside)
            {
                overlaps[others.IndexOf(beside.Runner.Signature.Variant)] += beside.Presence.Overlap;
            }

            for (var i = 0; i < count; i++)
            {
                products[i] += overlaps[i] * (row.Slowdown - 1);
                for (var j = 0; j < count; j++)
                {
                    squares[i, j] += overlaps[i] * overlaps[j];
                }
            }
        }

        for (var i = 0; i < count; i++)
        {
            squares[i, i] += Ridge;
            products[i] += Ridge * mean;
        }

        var added = Solve(squares, products);
        for (var i = 0; i < count; i++)
        {
            _pairs[(own, others[i])] = Math.Max(0, added[i]);
        }
    }

    // Gauss-Seidel: the matrix is symmetric and, with the ridge, positive definite.
    private static double[] Solve(double[,] squares, double[] products)
    {
        var solution = new double[products.Length];
        for (var (round, change) = (0, 1.0); round < 10_000 && change > 1e-12; round++)
        {
            change = 0;
            for (var i = 0; i < solution.Length; i++)
            {
                var rest = products[i];
                for (var j = 0; j < solution.Length; j++)
                {
                    rest -= j == i ? 0 : squares[i, j] * solution[j];
                }

                change = Math.Max(change, Math.Abs((rest / squares[i, i]) - solution[i]));
                solution[i] = rest / squares[i, i];
            }
        }

        return solution;
    }
}

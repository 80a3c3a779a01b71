using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tangram.Prediction.Numerics;

/// <summary>The gains of recursive least squares with exponential forgetting, and the covariance behind them.</summary>
/// <remarks>
/// <para>
/// K = Px / (λ + x'Px), P ← (P − Kx'P) / λ, with P = p0·I at first. The weights belong to the caller, w ← w + K·error, since several targets may share the
/// features and with them the gains. With λ = 1 and w = w0 at first, the weights are those that minimise Σ(y − w'x)² + |w − w0|² / p0.
/// </para>
/// <para>
/// With λ below 1, plain forgetting lets P grow without end in directions that the rows do not vary in. So what is forgotten is made up for, one feature
/// a row in turn, by knowledge worth n(1 − λ)/p0 that the weight is where it is (after Gay 1996, dynamically regularised least squares): P stays about p0 at
/// most in every direction, well-known directions forget as they should, and no weight is pulled anywhere. Both entries of a pair are computed from
/// the same products, so P is symmetric to the bit. Should rounding make it indefinite nevertheless, it starts anew from p0·I and the weights stay.
/// </para>
/// </remarks>
internal sealed class RecursiveLeastSquares
{
    private const double TraceSlack = 8;
    private static readonly int Lanes = Vector256<double>.Count;
    private readonly int _features;
    private readonly int _blocks;
    private readonly double _forgetting;
    private readonly double _initial;

    // Rows of P, one after the other, each padded to whole blocks.
    private readonly Vector256<double>[] _covariance;
    private readonly Vector256<double>[] _product;
    private readonly Vector256<double>[] _gain;
    private readonly Vector256<double>[] _axisRow;
    private int _axis;

    /// <summary>Knows nothing yet.</summary>
    /// <param name="features">How many; from 1.</param>
    /// <param name="forgetting">λ, above 0 to 1, where nothing is forgotten.</param>
    /// <param name="initialVariance">p0, above 0: how far from where they start the weights may be, as a variance in units of the noise's.</param>
    public RecursiveLeastSquares(int features, double forgetting, double initialVariance)
    {
        _features = features;
        _blocks = Padded(features) / Lanes;
        (_forgetting, _initial) = (forgetting, initialVariance);
        _covariance = new Vector256<double>[features * _blocks];
        _product = new Vector256<double>[_blocks];
        _gain = new Vector256<double>[_blocks];
        _axisRow = new Vector256<double>[_blocks];
        StartAnew();
    }

    /// <summary>How long a row of features has to be: the rest is 0.</summary>
    public static int Padded(int features) => (features + Lanes - 1) / Lanes * Lanes;

    /// <summary>w'x over padded rows.</summary>
    public static double Dot(ReadOnlySpan<double> weights, ReadOnlySpan<double> row) => Dot(Blocks(weights), Blocks(row));

    /// <summary>w ← w + K·error over padded rows.</summary>
    public static void Step(Span<double> weights, ReadOnlySpan<double> gain, double error)
    {
        var by = Vector256.Create(error);
        var gains = Blocks(gain);
        var blocks = MemoryMarshal.Cast<double, Vector256<double>>(weights);
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] += gains[i] * by;
        }
    }

    /// <summary>Learns that there was such a row.</summary>
    /// <param name="row">The features, finite, padded with zeros.</param>
    /// <returns>How much of the row's error each weight takes; until the next call.</returns>
    public ReadOnlySpan<double> Learn(ReadOnlySpan<double> row)
    {
        var spread = Multiply(row);
        if (!(spread >= 0) || !double.IsFinite(spread))
        {
            StartAnew();
            spread = Multiply(row);
        }

        var scale = 1 / (_forgetting + spread);
        for (var block = 0; block < _product.Length; block++)
        {
            _gain[block] = _product[block] * scale;
        }

        Shrink(scale, 1 / _forgetting);
        return MemoryMarshal.Cast<Vector256<double>, double>(_gain.AsSpan());
    }

    /// <summary>Adds to the uncertainty of every weight, up to that of the beginning once more.</summary>
    /// <param name="share">How much, as a share of that of the beginning; from 0 to 1.</param>
    public void Doubt(double share)
    {
        for (var i = 0; i < _features; i++)
        {
            Numbers()[Diagonal(i)] += share * _initial;
        }
    }

    /// <summary>Goes on as another would.</summary>
    public void CopyFrom(RecursiveLeastSquares other)
    {
        other._covariance.CopyTo(_covariance, 0);
        _axis = other._axis;
    }

    /// <summary>Adds what it knows.</summary>
    public void Save(Dictionary<string, IReadOnlyList<double>> numbers)
    {
        numbers["covariance"] = [.. Numbers()];
        numbers["axis"] = [_axis];
    }

    /// <summary>Goes on from what was saved.</summary>
    public void Restore(SavedNumbers saved)
    {
        saved.Fill("covariance", Numbers());
        _axis = saved.Whole("axis", 0, _features - 1);
    }

    private static ReadOnlySpan<Vector256<double>> Blocks(ReadOnlySpan<double> row) => MemoryMarshal.Cast<double, Vector256<double>>(row);

    private static double Dot(ReadOnlySpan<Vector256<double>> left, ReadOnlySpan<Vector256<double>> right)
    {
        var sum = Vector256<double>.Zero;
        for (var block = 0; block < left.Length; block++)
        {
            sum += left[block] * right[block];
        }

        return Vector256.Sum(sum);
    }

    // Px, as the sum of P's rows, which are its columns; returns x'Px.
    private double Multiply(ReadOnlySpan<double> row)
    {
        Span<Vector256<double>> product = _product;
        product.Clear();
        ReadOnlySpan<Vector256<double>> rest = _covariance;
        foreach (var feature in row[.._features])
        {
            var by = Vector256.Create(feature);
            for (var block = 0; block < product.Length; block++)
            {
                product[block] += rest[block] * by;
            }

            rest = rest[product.Length..];
        }

        return Dot(product, Blocks(row));
    }

    // Both rank-one steps in one pass: the row's knowledge, and the little that keeps P bounded.
    private void Shrink(double scale, double grow)
    {
        var extra = Vector256.Create(PrepareAxis(scale, grow));
        var (scales, grows) = (Vector256.Create(scale), Vector256.Create(grow));
        var (trace, least) = (0.0, double.PositiveInfinity);
        ReadOnlySpan<Vector256<double>> product = _product;
        ReadOnlySpan<Vector256<double>> axisRow = _axisRow.AsSpan(0, product.Length);
        var products = MemoryMarshal.Cast<Vector256<double>, double>(product);
        var axisRows = MemoryMarshal.Cast<Vector256<double>, double>(axisRow);
        var numbers = Numbers();
        Span<Vector256<double>> rest = _covariance;
        for (var i = 0; i < _features; i++)
        {
            var own = Vector256.Create(products[i]);
            var ownAxis = Vector256.Create(axisRows[i]);
            var row = rest[..product.Length];
            for (var block = 0; block < row.Length; block++)
            {
                row[block] = ((row[block] - (own * product[block] * scales)) * grows) - (ownAxis * axisRow[block] * extra);
            }

            var diagonal = numbers[Diagonal(i)];
            trace += diagonal;
            least = Math.Min(least, diagonal);
            rest = rest[product.Length..];
        }

        if (!(least > 0) || !(trace < TraceSlack * _features * _initial))
        {
            StartAnew();
        }
    }

    // The row of P, as it is after the first step, whose feature's turn it is; returns what its outer product is to be taken off by.
    private double PrepareAxis(double scale, double grow)
    {
        if (_forgetting >= 1)
        {
            return 0;
        }

        var k = _axis;
        _axis = k + 1 == _features ? 0 : k + 1;
        var own = Lane(_product, k);
        for (var block = 0; block < _blocks; block++)
        {
            _axisRow[block] = (_covariance[(k * _blocks) + block] - (own * _product[block] * scale)) * grow;
        }

        var knowledge = _features * (1 - _forgetting) / _initial;
        return knowledge / (1 + (knowledge * Lane(_axisRow, k)));
    }

    private static double Lane(ReadOnlySpan<Vector256<double>> row, int i) => MemoryMarshal.Cast<Vector256<double>, double>(row)[i];

    private Span<double> Numbers() => MemoryMarshal.Cast<Vector256<double>, double>(_covariance.AsSpan());

    private void StartAnew()
    {
        Array.Clear(_covariance);
        for (var i = 0; i < _features; i++)
        {
            Numbers()[Diagonal(i)] = _initial;
        }
    }

    private int Diagonal(int i) => (i * _blocks * Lanes) + i;
}

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
    private readonly int _features;
    private readonly int _stride;
    private readonly double _forgetting;
    private readonly double _initial;
    private readonly double[] _covariance;
    private readonly double[] _product;
    private readonly double[] _gain;
    private readonly double[] _axisRow;
    private int _axis;

    /// <summary>Knows nothing yet.</summary>
    /// <param name="features">How many; from 1.</param>
    /// <param name="forgetting">λ, above 0 to 1, where nothing is forgotten.</param>
    /// <param name="initialVariance">p0, above 0: how far from where they start the weights may be, as a variance in units of the noise's.</param>
    public RecursiveLeastSquares(int features, double forgetting, double initialVariance)
    {
        _features = features;
        _stride = Padded(features);
        (_forgetting, _initial) = (forgetting, initialVariance);
        _covariance = new double[features * _stride];
        _product = new double[_stride];
        _gain = new double[_stride];
        _axisRow = new double[_stride];
        StartAnew();
    }

    /// <summary>How long a row of features has to be: the rest is 0.</summary>
    public static int Padded(int features) => (features + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;

    /// <summary>w'x over padded rows.</summary>
    public static double Dot(ReadOnlySpan<double> weights, ReadOnlySpan<double> row)
    {
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < row.Length; i += Vector256<double>.Count)
        {
            sum += Vector256.Create(weights[i..]) * Vector256.Create(row[i..]);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>w ← w + K·error over padded rows.</summary>
    public static void Step(Span<double> weights, ReadOnlySpan<double> gain, double error)
    {
        for (var i = 0; i < weights.Length; i += Vector256<double>.Count)
        {
            (Vector256.Create<double>(weights[i..]) + (Vector256.Create(gain[i..]) * error)).CopyTo(weights[i..]);
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
        for (var i = 0; i < _stride; i++)
        {
            _gain[i] = _product[i] * scale;
        }

        Shrink(scale, 1 / _forgetting);
        return _gain;
    }

    /// <summary>Adds to the uncertainty of every weight, up to that of the beginning once more.</summary>
    /// <param name="share">How much, as a share of that of the beginning; from 0 to 1.</param>
    public void Doubt(double share)
    {
        for (var i = 0; i < _features; i++)
        {
            _covariance[(i * _stride) + i] += share * _initial;
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
        numbers["covariance"] = [.. _covariance];
        numbers["axis"] = [_axis];
    }

    /// <summary>Goes on from what was saved.</summary>
    public void Restore(SavedNumbers saved)
    {
        saved.Fill("covariance", _covariance);
        _axis = saved.Whole("axis", 0, _features - 1);
    }

    // Px, as the sum of P's rows; returns x'Px.
    private double Multiply(ReadOnlySpan<double> row)
    {
        for (var block = 0; block < _stride; block += Vector256<double>.Count)
        {
            var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
            var i = 0;
            for (; i + 1 < _features; i += 2)
            {
                even += Vector256.Create(_covariance.AsSpan((i * _stride) + block)) * row[i];
                odd += Vector256.Create(_covariance.AsSpan(((i + 1) * _stride) + block)) * row[i + 1];
            }

            if (i < _features)
            {
                even += Vector256.Create(_covariance.AsSpan((i * _stride) + block)) * row[i];
            }

            (even + odd).CopyTo(_product, block);
        }

        return Dot(_product, row);
    }

    // Both rank-one steps in one pass: the row's knowledge, and the little that keeps P bounded.
    private void Shrink(double scale, double grow)
    {
        var extra = PrepareAxis(scale, grow);
        var (trace, least) = (0.0, double.PositiveInfinity);
        var product = _product.AsSpan();
        var axisRow = _axisRow.AsSpan();
        for (var i = 0; i < _features; i++)
        {
            var row = _covariance.AsSpan(i * _stride, _stride);
            var (own, ownAxis) = (Vector256.Create(_product[i]), Vector256.Create(_axisRow[i]));
            for (var block = 0; block < row.Length; block += Vector256<double>.Count)
            {
                var shrunk = (Vector256.Create<double>(row[block..]) - (own * Vector256.Create<double>(product[block..]) * scale)) * grow;
                (shrunk - (ownAxis * Vector256.Create<double>(axisRow[block..]) * extra)).CopyTo(row[block..]);
            }

            trace += row[i];
            least = Math.Min(least, row[i]);
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
        for (var i = 0; i < _stride; i++)
        {
            _axisRow[i] = (_covariance[(k * _stride) + i] - (_product[k] * _product[i] * scale)) * grow;
        }

        var knowledge = _features * (1 - _forgetting) / _initial;
        return knowledge / (1 + (knowledge * _axisRow[k]));
    }

    private void StartAnew()
    {
        Array.Clear(_covariance);
        for (var i = 0; i < _features; i++)
        {
            _covariance[(i * _stride) + i] = _initial;
        }
    }
}

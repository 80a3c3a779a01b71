namespace Tangram.Prediction.Numerics;

/// <summary>Four answers to one question, joined by how far off each was lately.</summary>
/// <remarks>
/// [N], after prediction with expert advice [R]: the weights are the inverse eighth powers of the mean relative errors, so that the sum is nearly the best of them, whichever that
/// is. Each answer is first multiplied by a factor of its own, which moves to where the mean relative error is least: under noise with heavy tails that is below the mean. None
/// counts as more than half as much again as what nearly all that was right lies below, since what is learned of few is nothing to go far beyond it by.
/// </remarks>
internal sealed class Experts
{
    /// <summary>Answers.</summary>
    public const int Count = 4;

    private const double LossRate = 0.02;
    private const double LeastLoss = 1e-6;
    private const double FactorRate = 0.01;
    private const double HighRate = 0.05;
    private const double HighShare = 0.95;
    private const double BeyondHigh = 1.5;
    private readonly double[] _losses = [0.1, 0.1, 0.1, 0.1];
    private readonly double[] _trust = [0.25, 0.25, 0.25, 0.25];
    private readonly double[] _factors = [1, 1, 1, 1];

    // What a share of all that was right lies below, found by steps up and down.
    private double _high = 2;

    /// <summary>The answers joined.</summary>
    /// <param name="answers">Each above 0.</param>
    public double Blend(ReadOnlySpan<double> answers)
    {
        var sum = 0.0;
        for (var k = 0; k < Count; k++)
        {
            sum += _trust[k] * Answer(k, answers);
        }

        return sum;
    }

    /// <summary>Learns how far off each was.</summary>
    /// <param name="answers">Each above 0.</param>
    /// <param name="observed">What was right; above 0.</param>
    public void Judge(ReadOnlySpan<double> answers, double observed)
    {
        var sum = 0.0;
        for (var k = 0; k < Count; k++)
        {
            var ratio = Answer(k, answers) / observed;
            var error = Math.Min(1, Math.Abs(ratio - 1));
            _losses[k] += LossRate * (error - _losses[k]);

            // A step down the gradient of the relative error, no longer than the error itself.
            _factors[k] = Math.Clamp(_factors[k] * (1 - (FactorRate * Math.Sign(ratio - 1) * Math.Min(ratio, 2) * Math.Min(1, 10 * error))), 0.3, 3);
            var inverse = 1 / (_losses[k] + LeastLoss);
            var square = inverse * inverse;
            _trust[k] = square * square * square * square;
            sum += _trust[k];
        }

        for (var k = 0; k < Count; k++)
        {
            _trust[k] /= sum;
        }

        _high = Math.Clamp(_high * (1 + (HighRate * (observed > _high ? HighShare : HighShare - 1))), 1, 100);
    }

    /// <summary>Goes on as another would.</summary>
    public void CopyFrom(Experts other)
    {
        other._losses.CopyTo(_losses, 0);
        other._trust.CopyTo(_trust, 0);
        other._factors.CopyTo(_factors, 0);
        _high = other._high;
    }

    /// <summary>Adds what it knows.</summary>
    public void Save(Dictionary<string, IReadOnlyList<double>> numbers)
    {
        numbers["losses"] = [.. _losses];
        numbers["trust"] = [.. _trust];
        numbers["factors"] = [.. _factors];
        numbers["high"] = [_high];
    }

    /// <summary>Goes on from what was saved.</summary>
    public void Restore(SavedNumbers saved)
    {
        saved.Fill("losses", _losses);
        saved.Fill("trust", _trust);
        saved.Fill("factors", _factors);
        Span<double> high = stackalloc double[1];
        saved.Fill("high", high);
        _high = high[0];
    }

    private double Answer(int k, ReadOnlySpan<double> answers) => _factors[k] * Math.Min(answers[k], BeyondHigh * _high);
}

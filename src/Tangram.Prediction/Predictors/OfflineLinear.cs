using Tangram.Core.Catalogs;
using Tangram.Prediction.Numerics;

namespace Tangram.Prediction.Predictors;

/// <summary>gpulet's model: the slowdown by one co-runner is linear in both utilisations of both, fitted once.</summary>
/// <remarks>
/// [C] gpulet (Choi et al., USENIX ATC 2022, section 4.3): c1·L2 own + c2·L2 other + c3·DRAM own + c4·DRAM other + c5 by least squares; of several co-runners the
/// one that slows down most counts; never below 1, which is also the answer for a batch alone and before there was a row. [N]: utilisations of a co-runner
/// count times its weight; a row of training with several co-runners is put down to the one whose weighted utilisations add up to the most, and a
/// row without any co-runner of a weight above 0 teaches nothing. The fit is made at the first prediction after rows were observed.
/// </remarks>
public sealed class OfflineLinear : ISlowdownPredictor, ICatalogued<OfflineLinear, ISlowdownPredictor>
{
    private readonly LeastSquares _rows = new(LinearFeatures.Count);
    private readonly double[] _coefficients = [0, 0, 0, 0, 1];
    private readonly double[] _features = new double[LinearFeatures.Count];
    private double _count;
    private bool _fitted = true;

    /// <inheritdoc/>
    public static string Name => "linear-offline";

    /// <inheritdoc/>
    public static string Description => "linear in both utilisations of the worst co-runner, least squares once";

    /// <inheritdoc/>
    public bool LearnsOnline => false;

    /// <summary>The coefficients fitted, for L2 own, L2 other, DRAM own, DRAM other and 1.</summary>
    public IReadOnlyList<double> Coefficients
    {
        get
        {
            Fit();
            return [.. _coefficients];
        }
    }

    /// <inheritdoc/>
    public static ISlowdownPredictor Create(Settings settings) => new OfflineLinear();

    /// <inheritdoc/>
    public double Predict(in Colocation colocation)
    {
        Fit();
        var worst = 1.0;
        foreach (ref readonly var other in colocation.Beside)
        {
            if (other.Weight > 0)
            {
                LinearFeatures.Fill(colocation.Own.Signature, other, _features);
                var slowdown = 0.0;
                for (var i = 0; i < _features.Length; i++)
                {
                    slowdown += _coefficients[i] * _features[i];
                }

                worst = Math.Max(worst, slowdown);
            }
        }

        return Limits.Predicted(worst);
    }

    /// <inheritdoc/>
    public void Observe(in Colocation colocation, double slowdown)
    {
        var observed = Limits.Observed(slowdown);
        var (blamed, most) = (-1, 0.0);
        for (var i = 0; i < colocation.Beside.Length; i++)
        {
            ref readonly var other = ref colocation.Beside[i];
            var weighted = Limits.Fraction(other.Weight) * (Limits.Fraction(other.Runner.Signature.L2) + Limits.Fraction(other.Runner.Signature.Dram));
            if (other.Weight > 0 && (blamed < 0 || weighted > most))
            {
                (blamed, most) = (i, weighted);
            }
        }

        if (blamed >= 0)
        {
            LinearFeatures.Fill(colocation.Own.Signature, colocation.Beside[blamed], _features);
            _rows.Add(_features, observed);
            _count++;
            _fitted = false;
        }
    }

    /// <inheritdoc/>
    public ISlowdownPredictor Copy()
    {
        var copy = new OfflineLinear { _count = _count, _fitted = _fitted };
        copy._rows.CopyFrom(_rows);
        _coefficients.CopyTo(copy._coefficients, 0);
        return copy;
    }

    /// <inheritdoc/>
    public PredictorState Save()
    {
        var numbers = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal) { ["count"] = [_count] };
        _rows.Save(numbers);
        return new PredictorState(Name, [], numbers);
    }

    /// <inheritdoc/>
    public void Restore(PredictorState state)
    {
        var saved = SavedNumbers.Of(state, Name);
        _rows.Restore(saved);
        _count = saved.One("count");
        _fitted = false;
    }

    private void Fit()
    {
        if (_fitted)
        {
            return;
        }

        _fitted = true;
        if (_count > 0)
        {
            _rows.Solve(_coefficients);
        }
        else
        {
            _coefficients.AsSpan().Clear();
            _coefficients[LinearFeatures.One] = 1;
        }
    }
}

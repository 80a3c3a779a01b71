using Tangram.Core.Catalogs;
using Tangram.Prediction.Numerics;

namespace Tangram.Prediction.Predictors;

/// <summary>The linear model learned row by row by stochastic gradient descent.</summary>
/// <remarks>
/// [P]: w ← w + η(y − w'x)x on standardised features, with those of gpulet [C] and several co-runners by the sum of weight times utilisation [N]. Means and
/// spreads are learned as well, over the last 10,000 rows or so; a feature that does not vary counts 0 and one far from its mean as four spreads.
/// No step goes past the row's target, whatever η is: it is η or 1/|x|², the smaller of the two. The weights start where the slowdown is 1.
/// </remarks>
public sealed class GradientLinear : ISlowdownPredictor, ICatalogued<GradientLinear, ISlowdownPredictor>
{
    private const double LongestMemory = 10_000;
    private const double LeastVariance = 1e-10;
    private const double MostSpreads = 4;

    private readonly double _eta;
    private readonly double[] _weights = [0, 0, 0, 0, 1];
    private readonly double[] _means = new double[LinearFeatures.Count - 1];
    private readonly double[] _variances = new double[LinearFeatures.Count - 1];
    private readonly double[] _features = new double[LinearFeatures.Count];
    private double _count;

    /// <summary>Has seen no row.</summary>
    /// <param name="eta">The step η, from 1e-6 to 1.</param>
    public GradientLinear(double eta = 0.02)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(eta, 1e-6);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(eta, 1);
        _eta = eta;
    }

    /// <inheritdoc/>
    public static string Name => "linear-sgd";

    /// <inheritdoc/>
    public static string Description => "linear in the utilisations, stochastic gradient descent; setting eta";

    /// <inheritdoc/>
    public bool LearnsOnline => true;

    /// <summary>Setting <c>eta</c>: the step, from 1e-6 to 1, 0.02 unless given.</summary>
    public static ISlowdownPredictor Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new GradientLinear(settings.Number("eta", 0.02, 1e-6, 1));
    }

    /// <inheritdoc/>
    public double Predict(in Colocation colocation)
    {
        LinearFeatures.Fill(colocation, _features);
        Standardise();
        return Limits.Predicted(Dot(_weights));
    }

    /// <inheritdoc/>
    public void Observe(in Colocation colocation, double slowdown)
    {
        var observed = Limits.Observed(slowdown);
        LinearFeatures.Fill(colocation, _features);
        _count = Math.Min(_count + 1, LongestMemory);
        for (var i = 0; i < _means.Length; i++)
        {
            var distance = _features[i] - _means[i];
            _means[i] += distance / _count;
            _variances[i] += ((distance * (_features[i] - _means[i])) - _variances[i]) / _count;
        }

        Standardise();
        var error = observed - Dot(_weights);
        var step = error * Math.Min(_eta, 1 / Dot(_features));
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] += step * _features[i];
        }
    }

    /// <inheritdoc/>
    public ISlowdownPredictor Copy()
    {
        var copy = new GradientLinear(_eta) { _count = _count };
        _weights.CopyTo(copy._weights, 0);
        _means.CopyTo(copy._means, 0);
        _variances.CopyTo(copy._variances, 0);
        return copy;
    }

    /// <inheritdoc/>
    public PredictorState Save() => new(Name, [], new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal)
    {
        ["count"] = [_count],
        ["weights"] = [.. _weights],
        ["means"] = [.. _means],
        ["variances"] = [.. _variances],
    });

    /// <inheritdoc/>
    public void Restore(PredictorState state)
    {
        var saved = SavedNumbers.Of(state, Name);
        _count = saved.One("count");
        saved.Fill("weights", _weights);
        saved.Fill("means", _means);
        saved.Fill("variances", _variances);
    }

    private void Standardise()
    {
        for (var i = 0; i < _means.Length; i++)
        {
            _features[i] = _variances[i] > LeastVariance
                ? Math.Clamp((_features[i] - _means[i]) / Math.Sqrt(_variances[i]), -MostSpreads, MostSpreads)
                : 0;
        }
    }

    private double Dot(double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < _features.Length; i++)
        {
            sum += _features[i] * other[i];
        }

        return sum;
    }
}

using System.Runtime.Intrinsics;
using Tangram.Core.Catalogs;
using Tangram.Prediction.Numerics;

namespace Tangram.Prediction.Predictors;

/// <summary>Ours: features with their products, effects of variants and of pairs, learned on three scales at once, robust to wild rows and quick after a drift.</summary>
/// <remarks>
/// <para>
/// [N], beyond [P]. Recursive least squares over <see cref="InteractionFeatures"/> learns what features say; <see cref="PairEffects"/> learn what is left. Both do so
/// for three targets at once, which share one covariance: the slowdown less 1, in which effects add up where co-runners queue for one resource; its
/// logarithm, in which they multiply; and the speed lost, 1 − 1/slowdown, in which co-runners that come one after the other add up by their overlaps. The
/// prediction joins the three answers and 1 by how far off each was lately (<see cref="Experts"/>), so that it is nearly the best of them.
/// </para>
/// <para>
/// Errors are cut off at three times what is usual (<see cref="RobustScale"/>), so what is predicted is a typical slowdown rather than its mean, where tails
/// are heavy. Where errors grow (<see cref="DriftDetector"/>), every weight and effect is doubted again, and learned anew from where it is.
/// Any number of co-runners is fine; effects are those of the first 64. Memory is about 250 KB and does not grow, apart from the names of 255 variants.
/// </para>
/// </remarks>
public sealed class AdaptiveSlowdown : ISlowdownPredictor, ICatalogued<AdaptiveSlowdown, ISlowdownPredictor>
{
    private const int Scales = RobustScale.Count;
    private const int Effects = 4096;
    private const double EffectVariance = 1;
    private const double EffectFloor = 0.005;
    private const double FeatureDoubt = 0.02;
    private const double EffectDoubt = 0.3;
    private const double WiderErrors = 2;
    private readonly (double Lambda, double P0, double Clip, double Drift) _settings;
    private readonly RecursiveLeastSquares _squares;
    private readonly PairEffects _effects = new(Effects, EffectVariance, EffectFloor);
    private readonly RobustScale _featureErrors;
    private readonly RobustScale _errors;
    private readonly DriftDetector _drift;
    private readonly double[] _features = new double[RecursiveLeastSquares.Padded(InteractionFeatures.Count)];
    private readonly double[] _weights = new double[Scales * RecursiveLeastSquares.Padded(InteractionFeatures.Count)];
    private readonly Experts _experts = new();

    /// <summary>Has seen no row.</summary>
    /// <param name="lambda">What a row counts for the features' weights after another one came, from 0.9 to 1, where nothing is forgotten.</param>
    /// <param name="p0">Variance of the features' weights before the first row, from 1e-3 to 1e8.</param>
    /// <param name="clip">Mean absolute errors from which an error counts no more than that, from 0.5 to 1e6.</param>
    /// <param name="drift">Mean errors in excess, added up, that are taken for a drift, from 1 to 1e9, which is never.</param>
    public AdaptiveSlowdown(double lambda = 0.999, double p0 = 1, double clip = 3, double drift = 30)
    {
        Require(nameof(lambda), lambda, 0.9, 1);
        Require(nameof(p0), p0, 1e-3, 1e8);
        Require(nameof(clip), clip, 0.5, 1e6);
        Require(nameof(drift), drift, 1, 1e9);
        _settings = (lambda, p0, clip, drift);
        _squares = new RecursiveLeastSquares(InteractionFeatures.Count, lambda, p0);
        _featureErrors = new RobustScale(clip);
        _errors = new RobustScale(clip);
        _drift = new DriftDetector(drift);
    }

    /// <inheritdoc/>
    public static string Name => "best";

    /// <inheritdoc/>
    public static string Description => "features, their products and effects of pairs, robust, with drift detection; settings lambda, p0, clip, drift";

    /// <inheritdoc/>
    public bool LearnsOnline => true;

    /// <summary>
    /// Settings <c>lambda</c>: what a row counts after another one came, from 0.9 to 1, 0.999 unless given; <c>p0</c>: variance of the weights at first, from 1e-3 to
    /// 1e8, 1 unless given; <c>clip</c>: mean errors at which an error is cut off, from 0.5 to 1e6, 3 unless given; <c>drift</c>: mean errors in excess that
    /// are a drift, from 1 to 1e9, 30 unless given.
    /// </summary>
    public static ISlowdownPredictor Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new AdaptiveSlowdown(
            settings.Number("lambda", 0.999, 0.9, 1), settings.Number("p0", 1, 1e-3, 1e8), settings.Number("clip", 3, 0.5, 1e6), settings.Number("drift", 30, 1, 1e9));
    }

    /// <inheritdoc/>
    public double Predict(in Colocation colocation)
    {
        InteractionFeatures.Fill(colocation, _features);
        Span<double> slowdowns = stackalloc double[Experts.Count];
        Slowdowns(Linear() + _effects.Sum(colocation), slowdowns);
        return Limits.Predicted(_experts.Blend(slowdowns));
    }

    /// <inheritdoc/>
    public void Observe(in Colocation colocation, double slowdown)
    {
        var observed = Limits.Observed(slowdown);
        InteractionFeatures.Fill(colocation, _features);
        var linear = Linear();
        var all = linear + _effects.Gather(colocation);
        Judge(all, observed);

        var target = Vector256.Create(observed - 1, Math.Log(observed), 1 - (1 / observed), 0);
        Span<double> errors = stackalloc double[Vector256<double>.Count];
        (target - linear).CopyTo(errors);
        _featureErrors.Clip(errors);
        var gain = _squares.Learn(_features);
        for (var k = 0; k < Scales; k++)
        {
            RecursiveLeastSquares.Step(Weights(k), gain, errors[k]);
        }

        (target - all).CopyTo(errors);
        _errors.Clip(errors);
        _effects.Learn(Vector256.Create<double>(errors));
    }

    /// <inheritdoc/>
    public ISlowdownPredictor Copy()
    {
        var copy = new AdaptiveSlowdown(_settings.Lambda, _settings.P0, _settings.Clip, _settings.Drift);
        copy._squares.CopyFrom(_squares);
        copy._effects.CopyFrom(_effects);
        copy._featureErrors.CopyFrom(_featureErrors);
        copy._errors.CopyFrom(_errors);
        copy._drift.CopyFrom(_drift);
        _weights.CopyTo(copy._weights, 0);
        copy._experts.CopyFrom(_experts);
        return copy;
    }

    /// <inheritdoc/>
    public PredictorState Save()
    {
        var numbers = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal)
        {
            ["weights"] = [.. _weights],
        };
        _experts.Save(numbers);
        _squares.Save(numbers);
        _effects.Save(numbers);
        _featureErrors.Save("feature-errors", numbers);
        _errors.Save("errors", numbers);
        _drift.Save(numbers);
        return new PredictorState(Name, _effects.Variants, numbers);
    }

    /// <inheritdoc/>
    public void Restore(PredictorState state)
    {
        var saved = SavedNumbers.Of(state, Name);
        saved.Fill("weights", _weights);
        _experts.Restore(saved);
        _squares.Restore(saved);
        _effects.Restore(saved, state.Variants);
        _featureErrors.Restore("feature-errors", saved);
        _errors.Restore("errors", saved);
        _drift.Restore(saved);
    }

    // From each scale back to a slowdown.
    private static void Slowdowns(Vector256<double> excess, Span<double> slowdowns)
    {
        slowdowns[0] = Limits.Predicted(1 + excess[0]);
        slowdowns[1] = Limits.Predicted(Math.Exp(Math.Min(excess[1], 10)));
        slowdowns[2] = Limits.Predicted(1 / Math.Max(0.01, 1 - excess[2]));
        slowdowns[3] = 1;
    }

    private static void Require(string name, double value, double min, double max)
    {
        if (!(value >= min && value <= max))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"it is from {min} to {max}"));
        }
    }

    private Span<double> Weights(int scale) => _weights.AsSpan(scale * _features.Length, _features.Length);

    private Vector256<double> Linear() => Vector256.Create(
        RecursiveLeastSquares.Dot(Weights(0), _features), RecursiveLeastSquares.Dot(Weights(1), _features), RecursiveLeastSquares.Dot(Weights(2), _features), 0);

    // How far off each was, which to trust from now on, and whether it has become worse.
    private void Judge(Vector256<double> excess, double observed)
    {
        Span<double> slowdowns = stackalloc double[Experts.Count];
        Slowdowns(excess, slowdowns);
        var drifted = _drift.Add(Math.Min(1, Math.Abs(_experts.Blend(slowdowns) - observed) / observed));
        _experts.Judge(slowdowns, observed);
        if (drifted)
        {
            _squares.Doubt(FeatureDoubt);
            _effects.Doubt(EffectDoubt);
            _featureErrors.Widen(WiderErrors);
            _errors.Widen(WiderErrors);
        }
    }
}

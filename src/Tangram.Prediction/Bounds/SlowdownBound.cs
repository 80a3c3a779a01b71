using Tangram.Prediction.Numerics;

namespace Tangram.Prediction.Bounds;

/// <summary>A predictor with an upper bound that slowdowns exceed as seldom as was asked for.</summary>
/// <remarks>
/// <para>
/// [N], by adaptive conformal inference [R]: the bound is the prediction times a quantile of the recent ratios of measured to predicted slowdown, steered so that the
/// long-run share of bounds kept is the coverage, whatever the slowdowns, the predictor or the noise become (<see cref="SteeredQuantile"/>). Batches
/// alone, beside one and beside several have quantiles of their own, since their noise differs, so each of the three keeps the coverage.
/// </para>
/// <para>
/// The window is the last 50/(1 − coverage) ratios, at least 500 and at most 5,000. Before there are 1/(1 − coverage) of a kind, the bound is twice the
/// prediction or, if that is more, the prediction times the largest ratio of the kind. For one thread; nothing is allocated by
/// predicting or observing, apart from what the predictor does.
/// </para>
/// </remarks>
public sealed class SlowdownBound
{
    private static readonly string[] Kinds = ["alone", "pair", "crowd"];
    private readonly SteeredQuantile[] _quantiles;

    /// <summary>Bounds what a predictor says.</summary>
    /// <param name="predictor">The predictor, which from now on belongs to the bound.</param>
    /// <param name="coverage">Share of slowdowns that do not exceed the bound, from 0.5 to 0.999.</param>
    public SlowdownBound(ISlowdownPredictor predictor, double coverage)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        if (coverage is not (>= 0.5 and <= 0.999))
        {
            throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "a coverage is from 0.5 to 0.999");
        }

        (Predictor, Coverage) = (predictor, coverage);
        _quantiles = [new SteeredQuantile(coverage), new SteeredQuantile(coverage), new SteeredQuantile(coverage)];
    }

    /// <summary>What predicts.</summary>
    public ISlowdownPredictor Predictor { get; }

    /// <summary>Share of slowdowns that do not exceed the bound.</summary>
    public double Coverage { get; }

    /// <summary>The expected slowdown and its bound.</summary>
    /// <param name="colocation">The batch and what runs beside it.</param>
    public SlowdownForecast Predict(in Colocation colocation)
    {
        var expected = Predictor.Predict(colocation);
        return new SlowdownForecast(expected, expected * _quantiles[Kind(colocation)].Factor);
    }

    /// <summary>A batch ended whose forecast was not kept: it is judged by what would be forecast for it now.</summary>
    /// <param name="colocation">The batch and what ran beside it.</param>
    /// <param name="slowdown">Its latency over its latency alone; finite, above 0.</param>
    public void Observe(in Colocation colocation, double slowdown) => Observe(colocation, slowdown, colocation, Predict(colocation));

    /// <summary>A batch ended that had been given a forecast.</summary>
    /// <remarks>
    /// Where it is known only afterwards what ran beside a batch, this keeps the coverage of what was said before: the bound learns from how wrong the forecast
    /// was, and the predictor from what really ran. Whether the predictor learns is asked of it: one that does not learn online is not taught.
    /// </remarks>
    /// <param name="colocation">The batch and what ran beside it.</param>
    /// <param name="slowdown">Its latency over its latency alone; finite, above 0.</param>
    /// <param name="known">What was known to run beside it when the forecast was made.</param>
    /// <param name="forecast">What was forecast.</param>
    public void Observe(in Colocation colocation, double slowdown, in Colocation known, SlowdownForecast forecast)
    {
        var observed = Limits.Observed(slowdown);
        var expected = Limits.Predicted(forecast.Expected);
        _quantiles[Kind(known)].Add(observed / expected, slowdown > forecast.Bound);
        if (Predictor.LearnsOnline)
        {
            Predictor.Observe(colocation, slowdown);
        }
    }

    /// <summary>Another that knows what this one knows, and goes on by itself.</summary>
    public SlowdownBound Copy()
    {
        var copy = new SlowdownBound(Predictor.Copy(), Coverage);
        for (var i = 0; i < Kinds.Length; i++)
        {
            copy._quantiles[i].CopyFrom(_quantiles[i]);
        }

        return copy;
    }

    /// <summary>What it and its predictor have learned, for a file.</summary>
    public SlowdownBoundState Save()
    {
        var numbers = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        for (var i = 0; i < Kinds.Length; i++)
        {
            _quantiles[i].Save(Kinds[i], numbers);
        }

        return new SlowdownBoundState(Coverage, Predictor.Save(), numbers);
    }

    /// <summary>Goes on from what was saved.</summary>
    /// <exception cref="FormatException">It was saved by another kind of predictor or for another coverage, or is not complete.</exception>
    public void Restore(SlowdownBoundState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Coverage != Coverage)
        {
            throw new FormatException(FormattableString.Invariant($"coverage: was saved for {state.Coverage}, this is for {Coverage}"));
        }

        Predictor.Restore(state.Predictor);
        for (var i = 0; i < Kinds.Length; i++)
        {
            _quantiles[i].Restore(Kinds[i], state.Numbers);
        }
    }

    private static int Kind(in Colocation colocation)
    {
        var beside = 0;
        foreach (ref readonly var other in colocation.Beside)
        {
            beside += other.Weight > 0 ? 1 : 0;
        }

        return Math.Min(beside, Kinds.Length - 1);
    }
}

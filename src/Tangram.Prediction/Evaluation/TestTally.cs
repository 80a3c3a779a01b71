using Tangram.Prediction.Bounds;
using Tangram.Prediction.Observations;

namespace Tangram.Prediction.Evaluation;

/// <summary>Adds up how good the predictions of a test were.</summary>
/// <param name="training">Batches trained on before.</param>
/// <param name="count">Batches that will be added; at least 1.</param>
internal sealed class TestTally(int training, int count)
{
    private const int MostOfSample = 400;
    private const double Tail = 0.95;

    private readonly ErrorTally _all = new();
    private readonly PartTally _parts = new(training, count);
    private readonly Dictionary<(string Variant, string? CoVariant), ErrorTally> _byPair = [];
    private readonly Dictionary<int, ErrorTally> _byBatch = [];
    private readonly double[] _errors = new double[count];
    private readonly List<PredictedBatch> _sample = [];

    /// <summary>Adds the next batch.</summary>
    public void Add(Observation observation, SlowdownForecast forecast)
    {
        var actual = observation.Slowdown;
        _errors[_all.Rows] = ErrorTally.ErrorOf(forecast, actual);
        if (_all.Rows == 0 || (long)_all.Rows * MostOfSample / count > (_all.Rows - 1L) * MostOfSample / count)
        {
            _sample.Add(new PredictedBatch(forecast.Expected, actual));
        }

        _all.Add(forecast, actual);
        _parts.Add(forecast, actual);
        Of(_byBatch, observation.Own.Batch).Add(forecast, actual);
        for (var i = 0; i < observation.Beside.Count; i++)
        {
            var variant = observation.Beside[i].Runner.Signature.Variant;
            if (!IsBefore(observation.Beside, i, variant))
            {
                Of(_byPair, (observation.Own.Signature.Variant, variant)).Add(forecast, actual);
            }
        }

        if (observation.Beside.Count == 0)
        {
            Of(_byPair, (observation.Own.Signature.Variant, null)).Add(forecast, actual);
        }
    }

    /// <summary>What came of it, once all are added.</summary>
    public EvaluationResult Result(EvaluationSetup setup, int? updates, IReadOnlyList<PartFigures> learning)
    {
        var tail = _errors.Order().ElementAt((int)Math.Ceiling(Tail * count) - 1);
        var pairs = _byPair.OrderBy(p => p.Key.Variant, StringComparer.Ordinal).ThenBy(p => p.Key.CoVariant, StringComparer.Ordinal);
        return new EvaluationResult(
            new ModelFigures(
                setup.Model,
                setup.SignalName,
                _all.Rows,
                _all.MeanError,
                tail,
                _all.Coverage,
                _all.MeanBoundRatio,
                updates,
                [.. pairs.Select(p => new PairFigures(p.Key.Variant, p.Key.CoVariant, p.Value.Rows, p.Value.MeanError, p.Value.Coverage, p.Value.MeanBoundRatio))],
                [.. _byBatch.OrderBy(b => b.Key).Select(b => new BatchFigures(b.Key, b.Value.Rows, b.Value.MeanError, b.Value.Coverage, b.Value.MeanBoundRatio))],
                _parts.Figures(),
                learning),
            _sample,
            _errors);
    }

    // One beside two batches of the same variant is still one of that pair.
    private static bool IsBefore(IReadOnlyList<ObservedCoRunner> beside, int place, string variant)
    {
        for (var i = 0; i < place; i++)
        {
            if (string.Equals(beside[i].Runner.Signature.Variant, variant, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static ErrorTally Of<TKey>(Dictionary<TKey, ErrorTally> tallies, TKey key)
        where TKey : notnull
    {
        if (!tallies.TryGetValue(key, out var tally))
        {
            tally = new ErrorTally();
            tallies.Add(key, tally);
        }

        return tally;
    }
}

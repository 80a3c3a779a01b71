using Tangram.Prediction.Bounds;
using Tangram.Prediction.Observations;

namespace Tangram.Prediction.Evaluation;

/// <summary>Trains a model on some batches and tests it on others.</summary>
/// <remarks>
/// A predictor that learns online predicts every batch with what it learned from those before it and then learns from it: in training always, in the test
/// where the setup says so. One that does not is fitted to all of the training, and its bound is calibrated on the same. Bounds are steered by the test
/// where the setup says so, whatever their predictors do.
/// </remarks>
public static class ModelEvaluator
{
    private const int BatchesBetweenReports = 1024;

    /// <summary>Evaluates.</summary>
    /// <param name="setup">What is evaluated; its predictor is taught by it.</param>
    /// <param name="division">What it is trained and tested on.</param>
    /// <param name="progress">Told the share done, from 0 to 1, now and then; null where nobody asks.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public static EvaluationResult Run(EvaluationSetup setup, Division division, Action<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(division);
        var predictor = setup.Predictor;
        var bound = new SlowdownBound(predictor, setup.Coverage);
        var (colocations, learned) = (new ObservedColocation(setup.Signal), new ObservedColocation(setup.LearningSignal ?? setup.Signal));
        var progressOf = new Progress(division, progress, cancellation);
        if (!predictor.LearnsOnline && !setup.IsFitted)
        {
            foreach (var observation in division.Training)
            {
                predictor.Observe(learned.Of(observation), observation.Slowdown);
            }
        }

        var convergence = new Convergence();
        var learning = new PartTally(0, division.Training.Count);
        foreach (var observation in progressOf.Each(division.Training))
        {
            var colocation = colocations.Of(observation);
            var forecast = bound.Predict(colocation);
            learning.Add(forecast, observation.Slowdown);
            convergence.Add(ErrorTally.ErrorOf(forecast, observation.Slowdown));
            bound.Observe(learned.Of(observation), observation.Slowdown, colocation, forecast);
        }

        var test = new TestTally(division.Training.Count, division.Test.Count);
        foreach (var observation in progressOf.Each(division.Test))
        {
            var colocation = colocations.Of(observation);
            var forecast = bound.Predict(colocation);
            test.Add(observation, forecast);
            if (setup.LearnsInTest)
            {
                convergence.Add(ErrorTally.ErrorOf(forecast, observation.Slowdown));
                bound.Observe(learned.Of(observation), observation.Slowdown, colocation, forecast);
            }
        }

        return test.Result(setup, predictor.LearnsOnline ? convergence.Updates() : null, predictor.LearnsOnline ? learning.Figures() : []);
    }

    private sealed class Progress(Division division, Action<double>? progress, CancellationToken cancellation)
    {
        private int _done;

        public IEnumerable<Observation> Each(IReadOnlyList<Observation> observations)
        {
            foreach (var observation in observations)
            {
                if (_done++ % BatchesBetweenReports == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress?.Invoke((_done - 1.0) / ((double)division.Training.Count + division.Test.Count));
                }

                yield return observation;
            }
        }
    }
}

using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Evaluation;

/// <summary>Fits a predictor to observations.</summary>
public static class Fitting
{
    private const int BatchesBetweenReports = 1024;

    /// <summary>Teaches a predictor all observations, in their order.</summary>
    /// <param name="predictor">What learns.</param>
    /// <param name="signal">How co-runners count.</param>
    /// <param name="observations">At least <see cref="Divisions.LeastTraining"/>.</param>
    /// <param name="progress">Told the share done, from 0 to 1, now and then; null where nobody asks.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <returns>Mean of |predicted − actual| / actual over the same observations, by what was learned from all of them.</returns>
    /// <exception cref="Core.Files.InvalidFileException">There are too few.</exception>
    public static double Run(ISlowdownPredictor predictor, IColocationSignal signal, IReadOnlyList<Observation> observations, Action<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(observations);
        Divisions.RequireTraining(observations.Count, observations.Count);
        var colocations = new ObservedColocation(signal);
        for (var i = 0; i < observations.Count; i++)
        {
            if (i % BatchesBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Invoke((double)i / observations.Count);
            }

            predictor.Observe(colocations.Of(observations[i]), observations[i].Slowdown);
        }

        return observations.Average(o => Math.Abs(predictor.Predict(colocations.Of(o)) - o.Slowdown) / o.Slowdown);
    }
}

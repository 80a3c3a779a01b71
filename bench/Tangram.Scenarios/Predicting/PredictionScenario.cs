using System.Diagnostics;
using System.Globalization;
using Tangram.Prediction;
using Tangram.Prediction.Bounds;

namespace Tangram.Scenarios.Predicting;

/// <summary>How long a predicted slowdown with its bound takes, and learning from a batch that ended; that neither allocates.</summary>
internal static class PredictionScenario
{
    private const double PredictLimitNanoseconds = 300;
    private const double UpdateLimitNanoseconds = 1000;
    private const double LargeUpdateLimitNanoseconds = 3000;
    private const int Batches = 4096;
    private const int Rounds = 200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Runs the scenario.</summary>
    /// <returns>Whether every target was met.</returns>
    public static Task<bool> RunAsync()
    {
        var checks = new Checks();
        foreach (var beside in (int[])[1, 4])
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batches beside {beside}, coverage 0.95; an update is of predictor and bound"));
            var batches = ColocatedBatch.Draw(Batches, beside);
            foreach (var name in PredictorCatalog.Predictors.Names)
            {
                Measure(checks, name, batches);
            }
        }

        return Task.FromResult(checks.Passed);
    }

    // The least of many rounds: what the code takes where nothing else gets in its way.
    private static void Measure(Checks checks, string name, ColocatedBatch[] batches)
    {
        var bound = new SlowdownBound(PredictorCatalog.Predictors.Create(name), 0.95);
        foreach (var batch in batches)
        {
            bound.Predictor.Observe(new Colocation(batch.Own, batch.Beside), batch.Slowdown);
        }

        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < WarmUp;)
        {
            Predict(bound, batches);
            Update(bound, batches);
        }

        var (predict, update, error) = (double.PositiveInfinity, double.PositiveInfinity, 0.0);
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            error = Predict(bound, batches);
            predict = Math.Min(predict, Stopwatch.GetElapsedTime(began).TotalNanoseconds / batches.Length);
            began = Stopwatch.GetTimestamp();
            Update(bound, batches);
            update = Math.Min(update, Stopwatch.GetElapsedTime(began).TotalNanoseconds / batches.Length);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Tell(checks, name, predict, update);
        Checks.Tell($"{name}: mean absolute relative error, in-sample", 100 * error, "%");
        checks.AtMost($"{name}: allocated", allocated, 0, "bytes");
    }

    // The five features of the linear model have limits, and so have the twenty of the best.
    private static void Tell(Checks checks, string name, double predict, double update)
    {
        var (predicting, updating) = ($"{name}: prediction and bound", $"{name}: update");
        switch (name)
        {
            case "linear-rls":
                checks.AtMost(predicting, predict, PredictLimitNanoseconds, "ns");
                checks.AtMost(updating, update, UpdateLimitNanoseconds, "ns");
                break;
            case "best":
                Checks.Tell(predicting, predict, "ns");
                checks.AtMost(updating, update, LargeUpdateLimitNanoseconds, "ns");
                break;
            default:
                Checks.Tell(predicting, predict, "ns");
                Checks.Tell(updating, update, "ns");
                break;
        }
    }

    private static void Update(SlowdownBound bound, ColocatedBatch[] batches)
    {
        foreach (var batch in batches)
        {
            bound.Observe(new Colocation(batch.Own, batch.Beside), batch.Slowdown);
        }
    }

    private static double Predict(SlowdownBound bound, ColocatedBatch[] batches)
    {
        var sum = 0.0;
        foreach (var batch in batches)
        {
            var forecast = bound.Predict(new Colocation(batch.Own, batch.Beside));
            sum += Math.Abs(forecast.Expected - batch.Slowdown) / batch.Slowdown;
        }

        return sum / batches.Length;
    }
}

using Tangram.Cli.Interference;
using Tangram.Core.Files;
using Tangram.Prediction;
using Tangram.Prediction.Evaluation;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>Offline against SGD against RLS where batches become otherwise than those trained on, and beside them models of ours.</summary>
internal static class ChangeStudy
{
    /// <summary>Learning from next to nothing.</summary>
    public const string Start = "start";

    /// <summary>The model that is fitted once.</summary>
    public const string Offline = "linear-offline";

    /// <summary>The linear model learned by gradient descent.</summary>
    public const string Gradient = "linear-sgd";

    /// <summary>The linear model learned by recursive least squares.</summary>
    public const string Recursive = "linear-rls";

    /// <summary>Ours.</summary>
    public const string Best = "best";

    /// <summary>What bounds are to cover.</summary>
    public const double Coverage = 0.99;

    private const double ShareToRefit = 0.75;

    // Those that learn online come first, so that they look the same in the charts of all changes.
    private static readonly string[] Models = [Gradient, Recursive, Best, "constant", Offline, "none"];

    /// <summary>The changes, in the order shown.</summary>
    public static IReadOnlyList<string> Changes { get; } = [Start, .. Drifts.Select(d => d.Name)];

    private static (string Name, Drift Drift)[] Drifts => [("load", Drift.Load), ("models", Drift.Models), ("concurrency", Drift.Concurrency)];

    /// <summary>Evaluates every change that the recording can be divided by, and says of the others why not.</summary>
    /// <param name="observations">In the order of the recording; more than <see cref="Divisions.LeastTraining"/>.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public static IReadOnlyList<ChangeReport> Run(IReadOnlyList<Observation> observations, Action<double> progress, CancellationToken cancellation)
    {
        var reports = new List<ChangeReport>();
        foreach (var change in Changes)
        {
            var done = reports.Count;
            reports.Add(Of(change, observations, share => progress((done + share) / Changes.Count), cancellation));
        }

        return reports;
    }

    /// <summary>Whether a change is not one, but the start.</summary>
    public static bool IsStart(string change) => string.Equals(change, Start, StringComparison.Ordinal);

    private static ChangeReport Of(string change, IReadOnlyList<Observation> observations, Action<double> progress, CancellationToken cancellation)
    {
        Division division;
        try
        {
            division = DivisionOf(change, observations);
        }
        catch (InvalidFileException fault)
        {
            return ChangeReport.Refuse(change, fault.Message);
        }

        var models = Models.Where(m => !IsStart(change) || PredictorCatalog.Predictors.Create(m).LearnsOnline).ToList();
        var refit = IsStart(change) ? null : Refit(division.Test);
        var jobs = models.ConvertAll(m => (SetupOf(m), division));
        var results = ParallelEvaluation.Run(refit is null ? jobs : [.. jobs, (SetupOf(Offline), refit)], progress, cancellation);
        var linear = Math.Min(Recovery.FinalError(ErrorsOf(Gradient)), Recovery.FinalError(ErrorsOf(Recursive)));
        return new ChangeReport(
            change,
            Refused: null,
            division.TrainedOn,
            division.Training.Count,
            division.TestedOn,
            division.Test.Count,
            [.. models.Select((m, i) => ModelOf(m, jobs[i].Item1.Predictor.LearnsOnline, results[i], linear))],
            refit is null ? null : PairedErrors.Of([.. ErrorsOf(Offline).Skip(refit.Training.Count)], results[^1].Errors));

        IReadOnlyList<double> ErrorsOf(string model) => results[models.IndexOf(model)].Errors;
    }

    private static Division DivisionOf(string change, IReadOnlyList<Observation> observations) => IsStart(change)
        ? new Division([.. observations.Take(Divisions.LeastTraining)], [.. observations.Skip(Divisions.LeastTraining)], FormattableString.Invariant($"the first {Divisions.LeastTraining} batches"), "all others")
        : Divisions.Of(observations, Array.Find(Drifts, d => string.Equals(d.Name, change, StringComparison.Ordinal)).Drift);

    // What the model could do that is fitted once, had it been fitted to batches such as these.
    private static Division? Refit(IReadOnlyList<Observation> test)
    {
        try
        {
            return Divisions.Split(test, ShareToRefit);
        }
        catch (InvalidFileException)
        {
            return null;
        }
    }

    // Exact overlap for all, so that it is the models that are compared.
    private static EvaluationSetup SetupOf(string model) => new(model, "overlap", PredictorCatalog.Predictors.Create(model), new OverlapSignal(), Coverage, LearnsInTest: true);

    private static ChangeModel ModelOf(string model, bool learns, EvaluationResult result, double linear)
    {
        var final = Recovery.FinalError(result.Errors);
        return new ChangeModel(
            model,
            learns,
            ErrorSpread.Of(result.Errors)!,
            final,
            learns ? Recovery.Updates(result.Errors, final) : null,
            learns ? Recovery.Updates(result.Errors, linear) : null,
            result.Figures.Coverage,
            result.Figures.OverTime);
    }
}

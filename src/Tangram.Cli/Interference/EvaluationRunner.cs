using Tangram.Cli.Files;
using Tangram.Core.Files;
using Tangram.Prediction;
using Tangram.Prediction.Evaluation;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;
using Tangram.Profiling;

namespace Tangram.Cli.Interference;

/// <summary>Evaluates models as the user asks.</summary>
internal static class EvaluationRunner
{
    // Of the time that reading and evaluating take together, roughly.
    private const double ShareOfReading = 0.2;

    /// <summary>Reads the observations and evaluates every model with every signal.</summary>
    /// <param name="request">What is evaluated.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="InvalidFileException">The file is not as it should be, or cannot be divided as asked.</exception>
    public static (InterferenceReport Report, IReadOnlyList<EvaluationResult> Results) Run(EvaluationRequest request, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var setups = SetupsOf(request);
        var observations = ObservationFile.Load(request.File, share => progress.Report(new WorkStep(share * ShareOfReading, "reading")));
        var division = DivisionOf(request, observations);
        var results = ParallelEvaluation.Run([.. setups.Select(s => (s, division))], share => progress.Report(new WorkStep(ShareOfReading + (share * (1 - ShareOfReading)), "learning and predicting")), cancellation);
        var report = new InterferenceReport(
            JsonFile.Version, request.File, observations.Count, division.TrainedOn, division.Training.Count, division.TestedOn, division.Test.Count, request.LearnsInTest, request.LearnFrom?.Name, request.Coverage, [.. results.Select(r => r.Figures)]);
        return (report, results);
    }

    private static List<EvaluationSetup> SetupsOf(EvaluationRequest request)
    {
        var learnFrom = request.LearnFrom is { } named ? SignalCatalog.Signals.Create(named.Text) : null;
        List<EvaluationSetup> setups =
        [
            .. from model in request.Models
               from signal in request.Signals
               select new EvaluationSetup(model.Name, signal.Name, PredictorCatalog.Predictors.Create(model.Text), SignalCatalog.Signals.Create(signal.Text), request.Coverage, request.LearnsInTest) { LearningSignal = learnFrom },
        ];
        if (request.Saved is { } file)
        {
            var (saved, predictor, signal) = PredictorFile.Load(file);
            setups.Add(new EvaluationSetup($"{saved.Model} of {Path.GetFileName(file)}", saved.Signal, predictor, signal, request.Coverage, request.LearnsInTest) { LearningSignal = learnFrom, IsFitted = true });
        }

        return setups;
    }

    private static Division DivisionOf(EvaluationRequest request, IReadOnlyList<Observation> observations)
    {
        try
        {
            return request.Drift is { } drift ? Divisions.Of(observations, drift) : Divisions.Split(observations, request.Split);
        }
        catch (InvalidFileException fault)
        {
            throw new InvalidFileException($"{request.File}: {fault.Message}", fault);
        }
    }
}

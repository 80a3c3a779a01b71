using Tangram.Cli.Interference;
using Tangram.Prediction;
using Tangram.Prediction.Evaluation;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>The same linear model with every signal, on the last quarter of the batches, as the paper divides them [P].</summary>
internal static class SignalStudy
{
    /// <summary>The signals, in the order shown. The paper's α is not known to us.</summary>
    public static IReadOnlyList<string> Signals { get; } = [Static, "ewma(0.1)", "ewma(0.3)", "ewma(0.5)", "ewma(0.7)", "ewma(0.9)", Overlap, "expected"];

    /// <summary>The ways in which the model is learned.</summary>
    public static IReadOnlyList<string> Models { get; } = ["linear-rls", Offline];

    /// <summary>Beyond this error, the paper says, are some cases where dynamics are ignored [P].</summary>
    public const double Beyond = 0.6;

    /// <summary>Batches of a pair below which its mean error says little.</summary>
    public const int LeastOfPair = 10;

    private const string Static = "static";
    private const string Overlap = "overlap";
    private const string Offline = "linear-offline";
    private const double ShareToTrain = 0.75;
    private const double Tail = 95;

    /// <summary>Evaluates.</summary>
    /// <param name="observations">In the order of the recording.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="Core.Files.InvalidFileException">There are too few.</exception>
    public static SignalReport Run(IReadOnlyList<Observation> observations, Action<double> progress, CancellationToken cancellation)
    {
        var division = Divisions.Split(observations, ShareToTrain);
        var setups = Models.SelectMany(model => Signals.Select(signal => SetupOf(model, signal))).ToList();
        var results = ParallelEvaluation.Run([.. setups.Select(s => (s, division))], progress, cancellation);
        var runs = setups.Zip(results).ToDictionary(r => (r.First.Model, r.First.SignalName), r => r.Second.Errors);
        var changed = Enumerable.Range(0, division.Test.Count).Where(i => HasChanged(division.Test[i])).ToList();
        IReadOnlyList<double> OfChanged(string model, string signal) => [.. changed.Select(i => runs[(model, signal)][i])];
        return new SignalReport(
            division.TrainedOn,
            division.Training.Count,
            division.TestedOn,
            division.Test.Count,
            changed.Count,
            changed.Count == 0 ? null : Profiling.Percentiles.Of(changed.Select(i => division.Test[i].Slowdown), Tail),
            [.. setups.Select(s => new SignalFigures(s.Model, s.SignalName, s.SignalName is Static or "expected", ErrorSpread.Of(runs[(s.Model, s.SignalName)])!, ErrorSpread.Of(OfChanged(s.Model, s.SignalName))))],
            [.. Models.Select(m => AverageOf(m, OfChanged)).OfType<AverageEffect>()],
            WorstOf([.. changed.Select(i => division.Test[i])], OfChanged),
            ShareBeyond(OfChanged(Offline, Static)),
            ShareBeyond(OfChanged(Offline, Overlap)));
    }

    private static EvaluationSetup SetupOf(string model, string signal) => new(
        model, signal, PredictorCatalog.Predictors.Create(model), SignalCatalog.Signals.Create(NamedChoice.One(signal, "signal", SignalCatalog.Signals).Text), Coverage: 0.99, LearnsInTest: true);

    private static bool HasChanged(Observation observation) => observation.Beside.Any(ComesOrGoes);

    private static bool ComesOrGoes(ObservedCoRunner beside) => beside.Presence.Overlap is > 0 and < 1;

    private static AverageEffect? AverageOf(string model, Func<string, string, IReadOnlyList<double>> errors)
    {
        var best = Signals.Where(s => s.StartsWith("ewma", StringComparison.Ordinal)).MinBy(s => errors(model, s).DefaultIfEmpty(0).Average())!;
        return PairedErrors.Of(errors(model, Static), errors(model, best)) is { } lowers && PairedErrors.Of(errors(model, best), errors(model, Overlap)) is { } leaves
            ? new AverageEffect(model, best, lowers, leaves)
            : null;
    }

    // That of which the error is put down to the signal: with exact overlap there is less of it.
    private static ChangingPair? WorstOf(List<Observation> changed, Func<string, string, IReadOnlyList<double>> errors)
    {
        var pairs = changed.SelectMany((o, i) => o.Beside.Where(ComesOrGoes).Select(b => b.Runner.Signature.Variant).Distinct(StringComparer.Ordinal).Select(co => (Own: o.Own.Signature.Variant, Co: co, Place: i)))
            .GroupBy(p => (p.Own, p.Co), p => p.Place)
            .Where(g => g.Count() >= LeastOfPair)
            .ToList();
        return (from model in Models
                let withStatic = errors(model, Static)
                let withOverlap = errors(model, Overlap)
                from pair in pairs
                let found = new ChangingPair(model, pair.Key.Own, pair.Key.Co, pair.Count(), pair.Average(i => withStatic[i]), pair.Average(i => withOverlap[i]))
                where found.StaticError > found.OverlapError
                select found).MaxBy(p => p.StaticError);
    }

    private static double ShareBeyond(IReadOnlyList<double> errors) => errors.Count == 0 ? 0 : (double)errors.Count(e => e > Beyond) / errors.Count;
}

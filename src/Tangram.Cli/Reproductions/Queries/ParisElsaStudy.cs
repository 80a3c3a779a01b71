using Tangram.Cli.Reproductions.Stated;
using Tangram.Core.Files;
using Tangram.Profiling;
using Tangram.Simulation.Randomness;

namespace Tangram.Cli.Reproductions.Queries;

/// <summary>PARIS+ELSA's study (arXiv 2202.13481) [R]: p95 by load, and the largest load whose p95 is within the objective, for its designs on eight GPUs.</summary>
internal static class ParisElsaStudy
{
    /// <summary>The models.</summary>
    public static IReadOnlyList<string> Models { get; } = ["resnet50", "mobilenetv2", "bert"];

    // Curves go so far beyond the best design's throughput.
    private const double Beyond = 1.1;

    /// <summary>Runs the study.</summary>
    /// <param name="models">The models' names.</param>
    /// <param name="profiles">What they do.</param>
    /// <param name="options">How much is simulated.</param>
    /// <param name="progress">Is told of each design that is done.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidFileException">A profile does not know enough of a model.</exception>
    public static QueryReport Run(IReadOnlyList<string> models, StudyProfiles profiles, QueryOptions options, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var steps = new StepCount(models.Count * QueryDesigns.Names.Count * 2, progress);
        var reports = models.Select(m => Of(m, profiles, options, steps, cancellation)).ToList();
        return new QueryReport("paris-elsa", profiles.Device.Name, options.Gpus, options.Seed, options.Queries, QuerySizes.Words, reports, QueryComparison.Of(reports));
    }

    private static QueryModelReport Of(string name, StudyProfiles profiles, QueryOptions options, StepCount steps, CancellationToken cancellation)
    {
        var model = new QueryModel(name, profiles.Device, profiles.Tables);
        var designs = new QueryDesigns(model, profiles.Device, options.Gpus).All(profiles.Tables, new RandomStreams(options.Seed).Stream("layout"), cancellation);
        var servings = designs.Select(d => new QueryServing(model, d, options.Queries, options.Seed)).ToList();
        var bounded = servings.AsParallel().AsOrdered().WithCancellation(cancellation).Select((serving, i) =>
        {
            var found = serving.Bounded(cancellation);
            steps.Next($"{name} {designs[i].Name}: throughput");
            return found;
        }).ToList();
        var most = bounded.Max(b => b?.QueriesPerSecond ?? 0) is var best and > 0 ? best * Beyond : servings.Max(s => s.Capacity);
        var curves = servings.AsParallel().AsOrdered().WithCancellation(cancellation).Select((serving, i) =>
        {
            var curve = Enumerable.Range(1, options.Points).Select(p => serving.At(most * p / options.Points, cancellation)).ToList();
            steps.Next($"{name} {designs[i].Name}: curve");
            return curve;
        }).ToList();
        return new QueryModelReport(
            name, profiles.BasisOf([name]), model.Objective.TotalMilliseconds, [.. designs.Select((d, i) => new QueryDesignReport(d.Name, d.Layout, d.Slices, servings[i].AloneMilliseconds, bounded[i], curves[i]))]);
    }
}

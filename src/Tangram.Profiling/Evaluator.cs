using System.Collections.Concurrent;
using Tangram.Core.Accuracy;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Operators;

namespace Tangram.Profiling;

/// <summary>Measures the accuracy of every combination of variants on an application's labelled items.</summary>
/// <remarks>Each item goes through each variant once: combinations that share a beginning share its outcomes.</remarks>
/// <param name="application">The application; it has an evaluation section.</param>
/// <param name="cores">Cores to run on; one worker process each.</param>
public sealed class Evaluator(Application application, IReadOnlyList<int> cores)
{
    private const int Batch = 8;

    private readonly BoundApplication _bound = new(application);
    private readonly List<IReadOnlyDictionary<string, Variant?>> _combinations = Combinations(application);
    private readonly ConcurrentBag<(string Variant, int Items)> _fanOuts = [];

    /// <summary>Evaluates.</summary>
    /// <exception cref="InvalidFileException">There are no labelled items.</exception>
    public async Task<AccuracyTable> EvaluateAsync(IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var items = LabelledData.Read(application);
        if (items.Sum(i => i.Lines.Count) == 0)
        {
            throw new InvalidFileException(application.Name, [new Fault("evaluation", "there are no labelled items; NAME.txt beside NAME.png holds the expected lines")]);
        }

        var found = new ConcurrentDictionary<string, IReadOnlyList<ItemAccuracy>>(StringComparer.Ordinal);
        var waiting = new ConcurrentQueue<LabelledItem>(items);
        await Task.WhenAll(cores.Select(core => WorkAsync(core)));
        return Table(items, [.. items.Select(i => found[i.Name])]);

        async Task WorkAsync(int core)
        {
            await using var worker = await WorkerInference.StartAsync(application, core, Batch, cancellation);
            while (waiting.TryDequeue(out var item))
            {
                cancellation.ThrowIfCancellationRequested();
                found[item.Name] = await EvaluateAsync(item, worker);
                progress.Report(new WorkStep((double)found.Count / items.Count, $"read {item.Name} with {_combinations.Count} combinations of variants"));
            }
        }
    }

    /// <summary>Every combination of variants, in the order of the application's file; optional tasks also left out.</summary>
    private static List<IReadOnlyDictionary<string, Variant?>> Combinations(Application application)
    {
        IEnumerable<Dictionary<string, Variant?>> combinations = [new(StringComparer.Ordinal)];
        foreach (var task in application.Tasks)
        {
            var choices = task.Variants.ToList<Variant?>();
            if (task.IsOptional)
            {
                choices.Add(null);
            }

            combinations = combinations.SelectMany(c => choices.Select(v => new Dictionary<string, Variant?>(c, StringComparer.Ordinal) { [task.Name] = v })).ToList();
        }

        return [.. combinations];
    }

    private async Task<IReadOnlyList<ItemAccuracy>> EvaluateAsync(LabelledItem item, WorkerInference worker)
    {
        var entry = _bound.Entry.Read(item.Body);
        var inference = new ItemInference(_bound, worker.RunAsync, _ => Batch);
        var outcomes = new Dictionary<(object Item, string Variant), TaskOutcome>(new SameItem());
        var accuracies = new List<ItemAccuracy>();
        foreach (var combination in _combinations)
        {
            var results = await GraphWalk.RunAsync(application, combination, entry, RunNewAsync);
            accuracies.Add(TextComparison.Compare(item.Name, item.Lines, _bound.Answer.Compose(entry, results).Labels));
        }

        return accuracies;

        async Task<IReadOnlyList<TaskOutcome>> RunNewAsync(ApplicationTask task, Variant variant, IReadOnlyList<object> items)
        {
            var fresh = items.Where(i => !outcomes.ContainsKey((i, variant.Name))).ToList();
            var ran = await inference.RunAsync(task, variant, fresh);
            for (var i = 0; i < fresh.Count; i++)
            {
                outcomes[(fresh[i], variant.Name)] = ran[i];
                _fanOuts.Add((variant.Name, ran[i].Items.Count));
            }

            return [.. items.Select(i => outcomes[(i, variant.Name)])];
        }
    }

    private AccuracyTable Table(IReadOnlyList<LabelledItem> items, IReadOnlyList<IReadOnlyList<ItemAccuracy>> byItem)
    {
        var combinations = _combinations.Select((c, index) => Combination(c, [.. byItem.Select(a => a[index])])).ToList();
        return new AccuracyTable(
            JsonFile.Version,
            application.Name,
            items.Count,
            items.Sum(i => i.Lines.Count),
            ModelFingerprints.Of(application),
            [.. application.Tasks.Select(t => AccuracyOf(t, combinations))],
            combinations);
    }

    private static CombinationAccuracy Combination(IReadOnlyDictionary<string, Variant?> variants, IReadOnlyList<ItemAccuracy> items) => new(
        variants.ToDictionary(v => v.Key, v => v.Value?.Name, StringComparer.Ordinal),
        items.Sum(i => i.ExactLines) / (double)items.Sum(i => i.Lines),
        items.Sum(i => i.CharacterEdits) / (double)items.Sum(i => i.Characters),
        items);

    private TaskAccuracy AccuracyOf(ApplicationTask task, List<CombinationAccuracy> combinations)
    {
        var best = combinations.Max(c => c.ExactLines) is > 0 and var share
            ? share
            : throw new InvalidFileException(application.Name, [new Fault("evaluation.data", "no combination of variants reads a single line exactly; are these the labels of these items?")]);
        return new TaskAccuracy(
            task.Name,
            task.IsOptional ? BestWith(null) : null,
            [.. task.Variants.Select(v => new VariantAccuracy(v.Name, BestWith(v.Name), BestWith(v.Name) / best, FanOut(v.Name)))]);

        double BestWith(string? variant) =>
            combinations.Where(c => string.Equals(c.Variants[task.Name], variant, StringComparison.Ordinal)).Max(c => c.ExactLines);
    }

    private double FanOut(string variant) =>
        _fanOuts.Where(f => string.Equals(f.Variant, variant, StringComparison.Ordinal)).Select(f => (double)f.Items).DefaultIfEmpty(0).Average();

    /// <summary>Items are the same only if they are one object: two lines may hold equal values and be different lines.</summary>
    private sealed class SameItem : IEqualityComparer<(object Item, string Variant)>
    {
        public bool Equals((object Item, string Variant) x, (object Item, string Variant) y) =>
            ReferenceEquals(x.Item, y.Item) && string.Equals(x.Variant, y.Variant, StringComparison.Ordinal);

        public int GetHashCode((object Item, string Variant) obj) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Item), obj.Variant);
    }
}

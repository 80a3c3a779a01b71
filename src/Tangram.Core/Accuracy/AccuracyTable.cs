using Tangram.Core.Applications;
using Tangram.Core.Files;

namespace Tangram.Core.Accuracy;

/// <summary>What an evaluation on labelled data found. The content of an application's <c>accuracy.json</c>.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Application">The application evaluated.</param>
/// <param name="Items">Labelled items, such as pages.</param>
/// <param name="Lines">Lines expected in them, all together.</param>
/// <param name="Models">What was evaluated: a fingerprint of each variant's model and input, by variant.</param>
/// <param name="Tasks">Accuracy and fan-out of each task's variants.</param>
/// <param name="Combinations">End-to-end figures of every combination of variants.</param>
public sealed record AccuracyTable(
    int Version,
    string Application,
    int Items,
    int Lines,
    IReadOnlyDictionary<string, string> Models,
    IReadOnlyList<TaskAccuracy> Tasks,
    IReadOnlyList<CombinationAccuracy> Combinations) : IVersioned
{
    /// <summary><paramref name="application"/> with the accuracies and fan-outs found here in place of those written in its file.</summary>
    public Application ApplyTo(Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var found = Tasks.SelectMany(t => t.Variants).ToDictionary(v => v.Variant, StringComparer.Ordinal);
        var skips = Tasks.ToDictionary(t => t.Task, t => t.SkipAccuracy, StringComparer.Ordinal);

        var tasks = application.Tasks.Select(t => t with
        {
            Variants = [.. t.Variants.Select(v => found.TryGetValue(v.Name, out var f) ? v with { Accuracy = f.Accuracy } : v)],
            SkipAccuracy = t.IsOptional ? skips.GetValueOrDefault(t.Name) ?? t.SkipAccuracy : null,
        });
        var edges = application.Edges.Select(e => e with
        {
            FanOutByVariant = application.Task(e.From).Variants.Where(v => found.ContainsKey(v.Name) || e.FanOutByVariant.ContainsKey(v.Name))
                .ToDictionary(v => v.Name, v => found.TryGetValue(v.Name, out var f) ? f.FanOut : e.FanOutByVariant[v.Name], StringComparer.Ordinal),
        });
        return application.With([.. tasks], [.. edges]);
    }

    /// <summary>The figures of one combination, or null if it was not evaluated.</summary>
    /// <param name="variants">The variant of each task, null for one left out.</param>
    public CombinationAccuracy? Find(IReadOnlyDictionary<string, string?> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        return Combinations.FirstOrDefault(c =>
            c.Variants.Count == variants.Count
            && c.Variants.All(v => variants.TryGetValue(v.Key, out var other) && string.Equals(v.Value, other, StringComparison.Ordinal)));
    }
}

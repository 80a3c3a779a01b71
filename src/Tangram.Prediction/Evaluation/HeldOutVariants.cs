using Tangram.Prediction.Observations;

namespace Tangram.Prediction.Evaluation;

/// <summary>Chooses the variants that a model does not see in training.</summary>
internal static class HeldOutVariants
{
    private const char Separator = ',';

    /// <summary>The variants to leave out; none where nothing would be left to train on, whichever is left out.</summary>
    /// <remarks>
    /// One after the other is left out, each time that with which the smaller of both sides becomes largest, the first by name among equals, until that
    /// no longer grows. The sides are the batches without any of them, and the batches of one of them.
    /// </remarks>
    public static IReadOnlySet<string> Of(IReadOnlyList<Observation> observations)
    {
        var kinds = observations.CountBy(Kind, StringComparer.Ordinal).Select(k => (Variants: k.Key.Split(Separator), Count: k.Value)).ToList();
        var names = kinds.Select(k => k.Variants[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var held = new HashSet<string>(StringComparer.Ordinal);
        var reached = 0;
        while (true)
        {
            var next = names.Where(n => !held.Contains(n)).Select(n => (Name: n, Smaller: Smaller(kinds, [.. held, n]))).MaxBy(n => n.Smaller);
            if (next.Name is null || next.Smaller <= reached)
            {
                return held;
            }

            held.Add(next.Name);
            reached = next.Smaller;
        }
    }

    /// <summary>Whether one of some variants is the batch's or runs beside it.</summary>
    public static bool Involves(Observation observation, IReadOnlySet<string> variants) =>
        variants.Contains(observation.Own.Signature.Variant) || observation.Beside.Any(b => variants.Contains(b.Runner.Signature.Variant));

    private static int Smaller(List<(string[] Variants, int Count)> kinds, HashSet<string> held) =>
        Math.Min(kinds.Where(k => !held.Overlaps(k.Variants)).Sum(k => k.Count), kinds.Where(k => held.Contains(k.Variants[0])).Sum(k => k.Count));

    // Batches of one variant beside the same others are one kind: there are few, however many batches there are. A name has no comma in it.
    private static string Kind(Observation observation) => observation.Beside.Count == 0
        ? observation.Own.Signature.Variant
        : string.Join(Separator, observation.Beside.Select(b => b.Runner.Signature.Variant).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Prepend(observation.Own.Signature.Variant));
}

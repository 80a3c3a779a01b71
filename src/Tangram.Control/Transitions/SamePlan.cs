using Tangram.Core.Plans;

namespace Tangram.Control.Transitions;

/// <summary>Whether two plans ask for the same, whoever made them and however long it took.</summary>
internal static class SamePlan
{
    /// <summary>The same applications with the same objectives, tasks, shares and budgets, and the same instances at the same places.</summary>
    public static bool Is(Plan one, Plan other) =>
        Same(one.Applications, other.Applications, AreSame) && Same(one.Instances, other.Instances, AreSame) && one.Placements.SequenceEqual(other.Placements);

    // Without their lists, records compare by value; empty ones are all the same list.
    private static bool AreSame(PlannedApplication one, PlannedApplication other) =>
        one with { Tasks = [] } == other with { Tasks = [] } && Same(one.Tasks, other.Tasks, AreSame);

    private static bool AreSame(PlannedTask one, PlannedTask other) =>
        one with { Variants = [] } == other with { Variants = [] } && one.Variants.SequenceEqual(other.Variants);

    private static bool AreSame(Instance one, Instance other) =>
        one with { Serves = [] } == other with { Serves = [] } && one.Serves.SequenceEqual(other.Serves);

    private static bool Same<T>(IReadOnlyList<T> one, IReadOnlyList<T> other, Func<T, T, bool> areSame) =>
        one.Count == other.Count && one.Zip(other).All(pair => areSame(pair.First, pair.Second));
}

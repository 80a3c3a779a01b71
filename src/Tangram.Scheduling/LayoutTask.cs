namespace Tangram.Scheduling;

/// <summary>A task as the scheduler sees it.</summary>
/// <param name="Index">Its place in <see cref="Layout.Tasks"/>.</param>
/// <param name="Application">The application's name.</param>
/// <param name="Name">The task's name.</param>
/// <param name="IsRoot">Whether requests go to it directly.</param>
/// <param name="Children">Indices of the tasks its items' items go to.</param>
/// <param name="ExpectedItems">Items one request brings to it, on average.</param>
/// <param name="ExpectedAfter">Expected time from the end of a run of this task to the answer, on the longest way and without waiting.</param>
/// <param name="Operators">Expected time of the task's operators per item; part of <paramref name="ExpectedAfter"/>.</param>
public sealed record LayoutTask(
    int Index, string Application, string Name, bool IsRoot, IReadOnlyList<int> Children, double ExpectedItems, TimeSpan ExpectedAfter, TimeSpan Operators = default)
{
    /// <summary>The part of the time from an item's coming to its deadline that is this task's, above 0, at most 1; the rest is for the tasks that follow on the longest way.</summary>
    /// <remarks>In proportion to the time they take at their planned batch sizes [N]. The budgets of a plan divide the objective in the same way.</remarks>
    public double SlackShare { get; init; } = 1;

    /// <summary>How its items are divided between variants; empty where one variant runs it.</summary>
    public IReadOnlyList<VariantShare> Shares { get; init; } = [];
}

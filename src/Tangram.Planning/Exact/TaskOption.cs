namespace Tangram.Planning.Exact;

/// <summary>A way to run one task of a combination.</summary>
/// <param name="BudgetMilliseconds">The task's budget with it.</param>
/// <param name="Weight">What its own segments weigh.</param>
/// <param name="Cover">The variant's segments; null where the task is left out or shares them.</param>
/// <param name="Second">The other variant's segments, where the task is split.</param>
/// <param name="Shared">How slow segments shared with other tasks may be; null where they are not shared.</param>
internal sealed record TaskOption(double BudgetMilliseconds, int Weight, Cover? Cover, Cover? Second, Step? Shared)
{
    /// <summary>Leaving the task out.</summary>
    public static TaskOption LeftOut { get; } = new(0, 0, null, null, null);
}

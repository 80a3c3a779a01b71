using Tangram.Core.Applications;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Baselines;

/// <summary>A task as a baseline sees it: one model with a rate and a latency of its own.</summary>
/// <param name="Key">The task.</param>
/// <param name="Variant">What runs it: the most accurate variant.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="ItemsPerSecond">Items per second at the demand; at least 0.</param>
/// <param name="BudgetMilliseconds">The task's share of the latency objective, in ms.</param>
/// <param name="Ways">What the variant can run on, in the order of <see cref="ProfileIndex.Configurations"/>.</param>
internal sealed record Service(TaskKey Key, Variant Variant, string Name, double ItemsPerSecond, double BudgetMilliseconds, IReadOnlyList<Way> Ways)
{
    /// <summary>The ways on one pool's devices that keep to the budget.</summary>
    public IEnumerable<Way> Within(int pool) => Ways.Where(w => w.Configuration.Pool == pool && w.BudgetMilliseconds <= BudgetMilliseconds + Tolerance.Milliseconds);

    /// <summary>Copies of a configuration that carry the rate; at least 1.</summary>
    public int Copies(Configuration configuration) => Math.Max(1, (int)Math.Ceiling(ItemsPerSecond * (1 - Tolerance.Rate) / configuration.ItemsPerSecond));

    /// <summary>That many segments for this service alone.</summary>
    public SegmentGroup Group(Configuration configuration, int count) => new(configuration, count, [Key]);
}

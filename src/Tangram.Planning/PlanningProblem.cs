using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning.Neighbours;

namespace Tangram.Planning;

/// <summary>What a planner is asked: serve these applications at these demands on these devices.</summary>
/// <remarks>
/// The problem is JigsawServe's (arXiv 2603.08797) [P for its parts, R for its algebra], for several applications and device models [N]:
/// every used configuration (variant, segment type, batch) has whole segments; a task's rate is covered by their throughput less the reserve;
/// on every path from root to leaf the budgets, each the task's queueing factor times the slowest latency used plus operators, stay within the objective;
/// the product of relative accuracies reaches its objective; every segment has a legal place.
/// Traffic may be split between two variants at one task of each application, at any share [N].
/// </remarks>
/// <param name="Applications">What to serve; names are unique.</param>
/// <param name="Profiles">Measured latencies and throughputs: of one application's variants, or of variants that any application may use.</param>
/// <param name="Inventory">The devices there are.</param>
public sealed record PlanningProblem(IReadOnlyList<ApplicationDemand> Applications, IReadOnlyList<ProfileTable> Profiles, Inventory Inventory)
{
    /// <summary>What to serve; names are unique.</summary>
    public IReadOnlyList<ApplicationDemand> Applications { get; init => field = Unique(value); } = Unique(Applications);

    /// <summary>How many times its latency a batch is counted, for waiting and running, by every task that <see cref="QueueingFactors"/> gives no other; at least 1, 2 in JigsawServe [P].</summary>
    public double QueueingFactor
    {
        get => QueueingFactors.Common;
        init => QueueingFactors = QueueingFactors.WithCommon(value);
    }

    /// <summary>The same task by task.</summary>
    public QueueingFactors QueueingFactors { get; init; } = new(2);

    /// <summary>Fraction of every segment's throughput to leave free; 0 up to, not including, 1 [N].</summary>
    public double Reserve { get; init => field = Fraction(value); }

    /// <summary>How much slower than measured each configuration is counted, for what runs beside it; not at all unless given.</summary>
    public NeighbourSlowdowns Neighbours { get; init; } = NeighbourSlowdowns.None;

    /// <summary>What items of one request do to each other.</summary>
    public Siblings Siblings { get; init; } = Siblings.Spread;

    /// <summary>What is minimised first.</summary>
    public PlanObjective Objective { get; init; } = PlanObjective.Devices;

    /// <summary>Whether one task of each application may split its items between two variants; see <see cref="MaySplit"/>.</summary>
    public bool AllowsSplits { get; init; }

    /// <summary>Whether tasks that run the same variant of a common profile may share instances; see <see cref="Shares"/>.</summary>
    public bool AllowsSharing { get; init; } = true;

    /// <summary>What may not be used.</summary>
    public Restrictions Restrictions { get; init; } = Restrictions.None;

    /// <summary>
    /// The plan that runs now, null if none does. Of the placements on as few devices as can be, one is taken that leaves many of its segments as they are:
    /// the same variant on the same segment type at the same start of the same device [N]. It has no say in what is placed.
    /// </summary>
    public Plan? Previous { get; init; }

    /// <summary>The same problem with every demand multiplied.</summary>
    public PlanningProblem Scaled(double factor) =>
        this with { Applications = [.. Applications.Select(a => a with { RequestsPerSecond = a.RequestsPerSecond * factor })] };

    /// <summary>The same problem at the demands that a plan of it was made for.</summary>
    public PlanningProblem For(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return this with { Applications = [.. Applications.Zip(plan.Applications, (asked, planned) => asked with { RequestsPerSecond = planned.Demand })] };
    }

    /// <summary>Whether segments are shared: where that is allowed and siblings spread, as only then a segment is as quick for one task as for another.</summary>
    public bool Shares => AllowsSharing && Siblings == Siblings.Spread;

    /// <summary>Whether an application may split a task: where splits are allowed, siblings spread, no operator is timed, and no variant of its own can be shared with another task.</summary>
    /// <remarks>So budgets do not depend on the share, and what one application needs depends on no other's share [N].</remarks>
    public bool MaySplit(string application)
    {
        if (!AllowsSplits || Siblings == Siblings.Wait || IsTimed(application))
        {
            return false;
        }

        var own = Applications.First(a => string.Equals(a.Application.Name, application, StringComparison.Ordinal)).Application.Tasks.SelectMany(t => t.Variants).Select(v => v.Name);
        var others = Applications.Where(a => a.RequestsPerSecond > 0 && !string.Equals(a.Application.Name, application, StringComparison.Ordinal))
            .SelectMany(a => a.Application.Tasks).SelectMany(t => t.Variants).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        return !Shares || !own.Any(variant => others.Contains(variant) && IsCommon(variant));
    }

    private bool IsTimed(string application) => Profiles.Any(p =>
        (p.Application is null || string.Equals(p.Application, application, StringComparison.Ordinal)) && p.Operators.Any(o => o.Step is not ("entry" or "answer")));

    private bool IsCommon(string variant) => Profiles.Any(p => p.Application is null && p.Entries.Any(e => string.Equals(e.Variant, variant, StringComparison.Ordinal)));

    private static IReadOnlyList<ApplicationDemand> Unique(IReadOnlyList<ApplicationDemand> applications) =>
        applications.GroupBy(a => a.Application.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new ArgumentException($"two applications are called '{twice.Key}'; names are unique", nameof(applications))
            : applications;

    private static double Fraction(double reserve) =>
        reserve is >= 0 and < 1 ? reserve : throw new ArgumentOutOfRangeException(nameof(reserve), reserve, "is not a number from 0 up to, not including, 1");
}

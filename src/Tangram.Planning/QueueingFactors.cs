using Tangram.Core.Plans;

namespace Tangram.Planning;

/// <summary>How many times its latency a batch is counted, for waiting and running: one factor for all tasks, and others for some of them [N].</summary>
/// <remarks>
/// JigsawServe counts every batch twice (arXiv 2603.08797) [P]. How long items really wait differs from task to task, so each may have a factor of its own.
/// A task that shares its variant's segments with another keeps its own factor. Immutable; equal if every factor is.
/// </remarks>
public sealed class QueueingFactors : IEquatable<QueueingFactors>
{
    private readonly Dictionary<(string Application, string Task), double> _factors = [];

    /// <summary>One factor for all tasks.</summary>
    /// <param name="common">The factor; at least 1, finite.</param>
    public QueueingFactors(double common)
        : this(common, [])
    {
    }

    /// <summary>A factor for all tasks but some.</summary>
    /// <param name="common">The factor of all others; at least 1, finite.</param>
    /// <param name="tasks">The tasks with factors of their own, each at most once.</param>
    public QueueingFactors(double common, IEnumerable<TaskQueueingFactor> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        Common = AtLeastOne(common);
        Tasks = [.. tasks.OrderBy(t => t.Application, StringComparer.Ordinal).ThenBy(t => t.Task, StringComparer.Ordinal)];
        foreach (var (application, task, factor) in Tasks)
        {
            if (!_factors.TryAdd((application, task), factor))
            {
                throw new ArgumentException($"task '{task}' of '{application}' is given two factors", nameof(tasks));
            }
        }
    }

    /// <summary>The factor of every task that has none of its own; at least 1.</summary>
    public double Common { get; }

    /// <summary>The tasks that have a factor of their own, by application and name.</summary>
    public IReadOnlyList<TaskQueueingFactor> Tasks { get; }

    /// <summary>The factors a plan was made with.</summary>
    /// <exception cref="ArgumentException">They are not numbers of at least 1, or a task is there twice.</exception>
    public static QueueingFactors Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new QueueingFactors(
            plan.QueueingFactor,
            from application in plan.Applications
            from task in application.Tasks
            let own = task.QueueingFactor ?? plan.QueueingFactor
            where own != plan.QueueingFactor
            select new TaskQueueingFactor(application.Name, task.Name, own));
    }

    /// <summary>The factor of a task.</summary>
    public double Of(string application, string task) =>
        _factors.Count > 0 && _factors.TryGetValue((application, task), out var own) ? own : Common;

    /// <summary>The same with another common factor.</summary>
    public QueueingFactors WithCommon(double common) => new(common, Tasks);

    /// <summary>The same with a factor for one task.</summary>
    public QueueingFactors With(string application, string task, double factor) => new(
        Common, Tasks.Where(t => !(Is(t.Application, application) && Is(t.Task, task))).Append(new TaskQueueingFactor(application, task, factor)));

    /// <summary>Every factor multiplied, down to 1 at least.</summary>
    public QueueingFactors Times(double by) => new(Math.Max(1, Common * by), Tasks.Select(t => t with { Factor = Math.Max(1, t.Factor * by) }));

    /// <inheritdoc/>
    public bool Equals(QueueingFactors? other) => other is not null && Common == other.Common && Tasks.SequenceEqual(other.Tasks);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QueueingFactors);

    /// <inheritdoc/>
    public override int GetHashCode() => Tasks.Aggregate(Common.GetHashCode(), HashCode.Combine);

    internal static double AtLeastOne(double factor) =>
        factor >= 1 && double.IsFinite(factor) ? factor : throw new ArgumentOutOfRangeException(nameof(factor), factor, "is not a number of at least 1");

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}

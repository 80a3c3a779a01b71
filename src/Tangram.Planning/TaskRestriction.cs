namespace Tangram.Planning;

/// <summary>What a plan may not do with one task. Unset members restrict nothing.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="Task">The task's name.</param>
public sealed record TaskRestriction(string Application, string Task)
{
    /// <summary>The only variants that may run; the task may then not be left out. Null for any.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>Variants that may not run.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Most of the latency objective that the task may take, in ms: waiting, running and operators.</summary>
    public double BudgetMilliseconds { get; init; } = double.PositiveInfinity;

    /// <summary>Least relative accuracy of the task, 0..1.</summary>
    public double RelativeAccuracy { get; init; }
}

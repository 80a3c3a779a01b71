using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning;

/// <summary>What a plan may not use: pinned and forbidden choices, and the freedoms that ablations and baselines take away.</summary>
/// <param name="Tasks">By task; several for one task all hold.</param>
public sealed record Restrictions(IReadOnlyList<TaskRestriction> Tasks)
{
    /// <summary>None.</summary>
    public static Restrictions None { get; } = new([]);

    /// <summary>The only partition profiles that may be used, as <c>model/profile</c>; null for any.</summary>
    public IReadOnlySet<string>? Profiles { get; init; }

    /// <summary>Most processes that may share a segment.</summary>
    public int MaximumConcurrency { get; init; } = int.MaxValue;

    /// <summary>Whether a task may run a variant.</summary>
    /// <param name="application">The application's name.</param>
    /// <param name="task">The task's name.</param>
    /// <param name="variant">The variant's name; null for leaving the task out.</param>
    public bool Allow(string application, string task, string? variant) => Of(application, task).All(r =>
        (r.Only is null || (variant is not null && r.Only.Contains(variant, StringComparer.Ordinal)))
        && (variant is null || !r.Never.Contains(variant, StringComparer.Ordinal)));

    /// <summary>Whether a segment type may be used.</summary>
    public bool Allow(DeviceModel device, ProfileEntry entry) =>
        entry.Concurrency <= MaximumConcurrency && (Profiles is null || Profiles.Contains($"{device.Name}/{entry.Profile}"));

    /// <summary>The largest budget a task may take, in ms; infinite where nothing restricts it.</summary>
    public double BudgetMilliseconds(string application, string task) => Of(application, task).Select(r => r.BudgetMilliseconds).DefaultIfEmpty(double.PositiveInfinity).Min();

    /// <summary>The least relative accuracy of a task; 0 where nothing restricts it.</summary>
    public double RelativeAccuracy(string application, string task) => Of(application, task).Select(r => r.RelativeAccuracy).DefaultIfEmpty(0).Max();

    /// <summary>The same with further restrictions of tasks.</summary>
    public Restrictions And(IEnumerable<TaskRestriction> tasks) => this with { Tasks = [.. Tasks, .. tasks] };

    private IEnumerable<TaskRestriction> Of(string application, string task) => Tasks.Where(r =>
        string.Equals(r.Application, application, StringComparison.Ordinal) && string.Equals(r.Task, task, StringComparison.Ordinal));
}

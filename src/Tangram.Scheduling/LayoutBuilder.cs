using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Scheduling;

/// <summary>Makes of a plan what the engine schedules onto.</summary>
public static class LayoutBuilder
{
    /// <summary>Builds the layout of one application.</summary>
    /// <exception cref="ArgumentException">The plan is not of this application, or counts on a variant the profile does not have.</exception>
    public static Layout Build(Application application, Plan plan, ProfileTable profile) => Build([application], plan, [profile]);

    /// <summary>Builds the layout of one application with all its tasks, also those that the plan leaves out: so tasks keep their indices from plan to plan.</summary>
    /// <exception cref="ArgumentException">The plan is not of this application, or counts on a variant the profile does not have.</exception>
    public static Layout BuildWhole(Application application, Plan plan, ProfileTable profile) => Build([application], plan, [profile], withLeftOut: true);

    /// <summary>Builds the layout of several applications, or of some of a plan's.</summary>
    /// <remarks>An application whose planned demand is 0 has no segments and is left out.</remarks>
    /// <exception cref="ArgumentException">The plan is not of an application, or counts on a variant the profiles do not have.</exception>
    public static Layout Build(IReadOnlyList<Application> applications, Plan plan, IReadOnlyList<ProfileTable> profiles) => Build(applications, plan, profiles, withLeftOut: false);

    private static Layout Build(IReadOnlyList<Application> applications, Plan plan, IReadOnlyList<ProfileTable> profiles, bool withLeftOut)
    {
        ArgumentNullException.ThrowIfNull(applications);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(profiles);

        var served = applications.Select(a => (Application: a, Planned: PlannedOf(plan, a))).Where(a => a.Planned.Demand > 0).ToList();
        var running = served.SelectMany(a => a.Planned.Tasks.Where(t => withLeftOut || t.Variant is not null).Select(t => (a.Application.Name, Task: t))).ToList();
        var indices = running.Select((t, i) => ((t.Name, t.Task.Name), i)).ToDictionary(t => t.Item1, t => t.i);
        var segments = new LayoutSegments(plan, profiles, indices).Build();
        var tasks = served.SelectMany(a => new LayoutTasks(a.Application, a.Planned, profiles, segments, indices).Build()).ToList();
        return new Layout(tasks, segments)
        {
            Applications = [.. served.Select(a => new LayoutApplication(a.Application.Name, a.Application.Priority, a.Application.PartialResults))],
        };
    }

    private static PlannedApplication PlannedOf(Plan plan, Application application) =>
        plan.Applications.FirstOrDefault(a => string.Equals(a.Name, application.Name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"the plan is for {string.Join(", ", plan.Applications.Select(a => a.Name))}, not for '{application.Name}'", nameof(plan));
}

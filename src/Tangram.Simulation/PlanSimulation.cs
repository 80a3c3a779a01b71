using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Scheduling;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Faults;
using Tangram.Simulation.Randomness;
using Tangram.Simulation.Service;

namespace Tangram.Simulation;

/// <summary>Makes of a plan what a simulation runs.</summary>
public static class PlanSimulation
{
    private const double P95 = 1.6448536269514722;
    private const double P99 = 2.3263478740408408;

    /// <summary>A setup that serves a plan's applications as the profiles say.</summary>
    /// <param name="applications">The plan's applications; those whose planned demand is 0 are left out.</param>
    /// <param name="plan">What runs where.</param>
    /// <param name="profiles">How long it takes.</param>
    /// <param name="arrivals">Starts the arrivals of an application, by its plan and with the load's own stream.</param>
    /// <param name="noise">Deviation of run times beyond the profile's spread; from 0.</param>
    /// <exception cref="ArgumentException">The plan is not of the applications, or counts on a variant the profiles do not have.</exception>
    public static SimulationSetup Of(
        IReadOnlyList<Application> applications,
        Plan plan,
        IReadOnlyList<ProfileTable> profiles,
        Func<PlannedApplication, RandomStream, IArrivals> arrivals,
        double noise = 0) => Of(applications, plan, [], profiles, arrivals, noise);

    /// <summary>A setup in which other plans take over from the first.</summary>
    /// <param name="applications">The plan's applications; those whose planned demand is 0 are left out.</param>
    /// <param name="plan">What runs where at first.</param>
    /// <param name="later">The plans that follow, in order of time.</param>
    /// <param name="profiles">How long it takes.</param>
    /// <param name="arrivals">Starts the arrivals of an application, by its first plan and with the load's own stream.</param>
    /// <param name="noise">Deviation of run times beyond the profile's spread; from 0.</param>
    /// <exception cref="ArgumentException">A plan is not of the applications, counts on a variant the profiles do not have, or runs other tasks than the first.</exception>
    public static SimulationSetup Of(
        IReadOnlyList<Application> applications,
        Plan plan,
        IReadOnlyList<PlanChange> later,
        IReadOnlyList<ProfileTable> profiles,
        Func<PlannedApplication, RandomStream, IArrivals> arrivals,
        double noise = 0)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(arrivals);
        Plan[] plans = [plan, .. later.Select(c => c.Plan)];
        var union = LayoutUnion.Of([.. plans.Select(p => (p, LayoutBuilder.Build(applications, p, profiles)))]);
        var layout = union.Layout;
        return new SimulationSetup
        {
            Changes = [.. later.Select((c, i) => union.ChangeTo(i + 1, c.At, c.Load))],
            Layout = layout,
            Policies = new PolicyChoice(),
            Loads = [.. layout.Applications.Select(a => LoadOf(plan.Applications.First(p => string.Equals(p.Name, a.Name, StringComparison.Ordinal)), profiles, arrivals))],
            Service = new ProfiledService([.. layout.Segments.Select((s, i) => Deviations(s, union.Origins[i].Instance, plans[union.Origins[i].Plan], profiles))], noise),
            FanOutMeans = new FanOutMeans(layout, applications),
            Duration = TimeSpan.FromMinutes(1),
        };
    }

    private static SimulatedLoad LoadOf(PlannedApplication planned, IReadOnlyList<ProfileTable> profiles, Func<PlannedApplication, RandomStream, IArrivals> arrivals) =>
        new(planned.Name, TimeSpan.FromMilliseconds(planned.LatencyObjectiveMilliseconds), stream => arrivals(planned, stream))
        {
            Entry = Operator(planned.Name, "entry", profiles),
            Answer = Operator(planned.Name, "answer", profiles),
        };

    private static TimeSpan Operator(string application, string step, IReadOnlyList<ProfileTable> profiles) => TimeSpan.FromMilliseconds(profiles
        .Where(p => p.Application is null || string.Equals(p.Application, application, StringComparison.Ordinal))
        .Select(p => p.OperatorMilliseconds(step)).DefaultIfEmpty(0).Max());

    // Between measured batch sizes that of the next larger one is taken, and beyond the last that of the last.
    private static double[] Deviations(Segment segment, string id, Plan plan, IReadOnlyList<ProfileTable> profiles)
    {
        var instance = plan.Instances.First(i => string.Equals(i.Id, id, StringComparison.Ordinal));
        var entries = ProfileLookup.Entries(profiles, instance).OrderBy(e => e.Batch).ToList();
        return [.. Enumerable.Range(1, segment.MaxBatch).Select(size => Deviation(entries.FirstOrDefault(e => e.Batch >= size) ?? entries[^1]))];
    }

    private static double Deviation(ProfileEntry entry)
    {
        var p95 = Math.Log(entry.P95Milliseconds / entry.P50Milliseconds) / P95;
        var p99 = Math.Log(entry.P99Milliseconds / entry.P50Milliseconds) / P99;
        return Math.Max(0, Math.Max(p95, p99));
    }
}

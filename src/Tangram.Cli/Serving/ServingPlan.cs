using System.Globalization;
using Tangram.Cli.Commands;
using Tangram.Cli.Files;
using Tangram.Cli.Plans;
using Tangram.Cli.Terminal;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning;
using Tangram.Planning.Neighbours;
using Tangram.Planning.Verifying;
using Tangram.Profiling;
using Tangram.Server.Control;

namespace Tangram.Cli.Serving;

/// <summary>Finds what a server needs: a profile of this machine and a plan, making either where it is not given.</summary>
internal static class ServingPlan
{
    /// <summary>Finds both.</summary>
    /// <exception cref="InvalidFileException">A file given is not right, or does not belong to this machine.</exception>
    /// <exception cref="InfeasibleException">No plan meets the objectives.</exception>
    public static async Task<(ProfileTable Profile, Plan Plan)> FindAsync(
        Application application, DeviceUse use, string? profileFile, string? planFile, ServedDemand wanted, CancellationToken cancellation)
    {
        var profile = profileFile is null
            ? Kept(application, use) ?? Kept(application, use, GlanceFile(application, use)) ?? await GlanceAsync(application, use, cancellation)
            : Belonging(application, ProfileFile.Load(profileFile), profileFile);
        use.RequireOf(profile);
        wanted = wanted with { Devices = use.Devices };
        return (profile, planFile is null ? Resumed(application, profile, wanted) ?? Make(application, profile, wanted, cancellation) : Load(application, profile, planFile, use.Devices));
    }

    /// <summary>The profile kept for this machine, if it is whole and of the models there are now.</summary>
    public static ProfileTable? Kept(Application application, DeviceUse use) => Kept(application, use, use.ProfileFileOf(application.Name));

    private static string GlanceFile(Application application, DeviceUse use) => Path.ChangeExtension(use.ProfileFileOf(application.Name), ".glance.json");

    private static ProfileTable? Kept(Application application, DeviceUse use, string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var profile = ProfileFile.Load(file);
        return profile.Complete && profile.Slices == use.Device.ComputeSlices && profile.SlicesPerCore == use.PerCore
            && string.Equals(profile.Device, use.Device.Name, StringComparison.Ordinal) && string.Equals(profile.Machine, use.Machine, StringComparison.Ordinal)
            && ModelFingerprints.AreSame(profile.Models, ModelFingerprints.Of(application))
            ? profile
            : null;
    }

    /// <summary>The exact plan for a demand, or for the highest there can be.</summary>
    /// <exception cref="InfeasibleException">There is none.</exception>
    public static Plan Make(Application application, ProfileTable profile, ServedDemand wanted, CancellationToken cancellation)
    {
        var planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);
        var problem = Problem(application, profile, wanted.RequestsPerSecond ?? 1, wanted.Devices) with { Reserve = wanted.Reserve };
        return PlanMaker.Make(planner, problem, forLargestDemand: wanted.RequestsPerSecond is null, cancellation) switch
        {
            PlanningOutcome.Planned planned when wanted.Attainment is { } target => Verified(planner, problem.For(planned.Plan), target, cancellation),
            PlanningOutcome.Planned planned => planned.Plan,
            PlanningOutcome.Infeasible infeasible => throw new InfeasibleException(infeasible.Explanation),
            var other => throw new InvalidOperationException($"no answer is known for {other}"),
        };
    }

    // One that was kept for another profile or another machine would not do what it says.
    private static Plan? Resumed(Application application, ProfileTable profile, ServedDemand wanted)
    {
        if (wanted is not { RequestsPerSecond: null, StateFolder: { } folder } || KeptPlan.Find(folder, application.Name) is not { } kept || Faults(application, profile, kept.Plan, wanted.Devices).Count > 0)
        {
            return null;
        }

        Output.Say($"going on with plan {kept.Generation}, kept in {KeptPlan.FileOf(folder, application.Name)}; --demand plans anew");
        return kept.Plan;
    }

    private static Plan Verified(IPlanner planner, PlanningProblem problem, double target, CancellationToken cancellation)
    {
        switch (PlanMaker.Verify(planner, problem, target, PlanMaker.JudgeOf(problem), (_, _) => { }, cancellation))
        {
            case VerifyingOutcome.Reached { Found: var found }:
                Output.Say(PlanVerification.Summary(found, target));
                return found.After.Plan;
            case VerifyingOutcome.Missed { Best: var best }:
                throw new InfeasibleException(PlanVerification.Missed(best, target));
            case var other:
                throw new InvalidOperationException($"no answer is known for {other}");
        }
    }

    /// <summary>What is asked of planners for this machine: items of one request wait for each other on its few cores, and one variant per task can be served.</summary>
    /// <param name="application">What is served.</param>
    /// <param name="profile">What was measured, and on what: the CPU, or a GPU of a model that is known.</param>
    /// <param name="demand">Requests per second.</param>
    /// <param name="devices">Devices of that kind.</param>
    public static PlanningProblem Problem(Application application, ProfileTable profile, double demand, int devices = 1) =>
        new([new ApplicationDemand(application, demand)], [profile], Inventory.Of(DeviceCatalog.Find(profile.Device) ?? MachineDescription.CpuOf(profile), devices)) { Siblings = Siblings.Wait };

    // A plan may have been written by hand, or for another profile; it is served only if it would do what it says.
    private static Plan Load(Application application, ProfileTable profile, string file, int devices)
    {
        var plan = PlanFile.Load(file);
        return Faults(application, profile, plan, devices) is [_, ..] faults ? throw new InvalidFileException(file, faults) : plan;
    }

    /// <summary>Why a plan would not do what it says for an application on this machine; empty if it would.</summary>
    public static IReadOnlyList<Fault> Faults(Application application, ProfileTable profile, Plan plan, int devices = 1)
    {
        var planned = plan.Applications.FirstOrDefault(a => string.Equals(a.Name, application.Name, StringComparison.Ordinal));
        if (planned is null)
        {
            return [new Fault("applications", $"has no '{application.Name}'; give a plan of that application")];
        }

        if (planned.Tasks.FirstOrDefault(t => t.Variants.Count > 1) is { } mixed)
        {
            return [new Fault("applications", $"has {mixed.Variants.Count} variants of '{mixed.Name}', and one of each task is served; plan with --variants one")];
        }

        try
        {
            var problem = Problem(application, profile, planned.Demand, devices) with { QueueingFactors = QueueingFactors.Of(plan), Reserve = plan.Reserve, Neighbours = NeighbourSlowdowns.Of(plan) };
            problem = problem with { Siblings = SiblingsOf(plan, problem) };
            return PlanChecker.Check(problem, plan);
        }
        catch (ArgumentException fault)
        {
            return [new Fault(string.Empty, fault.Message.ReplaceLineEndings(" "))];
        }
    }

    // Cores are few, so the items of one request do wait for each other; on GPUs it is for the plan to say.
    private static Siblings SiblingsOf(Plan plan, PlanningProblem problem) =>
        !CpuDevice.Is(problem.Inventory.Pools[0].Model) && string.Equals(plan.Siblings, "spread", StringComparison.Ordinal) ? Siblings.Spread : Siblings.Wait;

    private static ProfileTable Belonging(Application application, ProfileTable profile, string file)
    {
        var faults = new List<Fault>();
        if (!string.Equals(profile.Application, application.Name, StringComparison.Ordinal))
        {
            faults.Add(new Fault("application", $"is '{profile.Application}', not '{application.Name}'; give that application's profile"));
        }
        else if (!ModelFingerprints.AreSame(profile.Models, ModelFingerprints.Of(application)))
        {
            faults.Add(new Fault("models", "are not the models there are now; 'tangram profile' measures these"));
        }

        if (!profile.Complete)
        {
            faults.Add(new Fault("complete", "is false: the measurement was broken off; 'tangram profile' goes on with it"));
        }

        return faults.Count == 0 ? profile : throw new InvalidFileException(file, faults);
    }

    private static async Task<ProfileTable> GlanceAsync(Application application, DeviceUse use, CancellationToken cancellation)
    {
        Output.Say("no profile of this machine is kept; taking a glance, which is enough to begin with ('tangram profile' measures properly)");
        var profile = await ProfileCommand.MeasureAsync(application, ProfileEffort.Glance, use, GlanceFile(application, use), resume: false, cancellation);
        Output.Say(string.Create(CultureInfo.InvariantCulture, $"glanced at {profile.Entries.Count} configurations"));
        return profile;
    }
}

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
        Application application, CpuUse use, string? profileFile, string? planFile, ServedDemand wanted, CancellationToken cancellation)
    {
        var profile = profileFile is null
            ? Kept(application, use) ?? Kept(application, use, GlanceFile(application, use)) ?? await GlanceAsync(application, use, cancellation)
            : Belonging(application, ProfileFile.Load(profileFile), profileFile);
        if (profile.Slices != use.Cores.Count * profile.SlicesPerCore)
        {
            throw new InvalidFileException($"the profile was measured on {profile.Slices / profile.SlicesPerCore} cores, but {use.Cores.Count} are to be used: run 'tangram profile', or choose with --cores");
        }

        if (use.SlicesPerCore is { } wantedSlices && wantedSlices != profile.SlicesPerCore)
        {
            throw new InvalidFileException($"the profile was measured with --slices-per-core {profile.SlicesPerCore}, not {wantedSlices}: leave --slices-per-core out, or run 'tangram profile' with it");
        }

        return (profile, planFile is null ? Resumed(application, profile, wanted) ?? Make(application, profile, wanted, cancellation) : Load(application, profile, planFile));
    }

    /// <summary>The profile kept for this machine, if it is whole and of the models there are now.</summary>
    public static ProfileTable? Kept(Application application, CpuUse use) => Kept(application, use, use.ProfileFileOf(application.Name));

    private static string GlanceFile(Application application, CpuUse use) => Path.ChangeExtension(use.ProfileFileOf(application.Name), ".glance.json");

    private static ProfileTable? Kept(Application application, CpuUse use, string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var profile = ProfileFile.Load(file);
        return profile.Complete && profile.Slices == use.Cores.Count * use.PerCore && profile.SlicesPerCore == use.PerCore
            && string.Equals(profile.Machine, MachineDescription.Line, StringComparison.Ordinal)
            && ModelFingerprints.AreSame(profile.Models, ModelFingerprints.Of(application))
            ? profile
            : null;
    }

    /// <summary>The exact plan for a demand, or for the highest there can be.</summary>
    /// <exception cref="InfeasibleException">There is none.</exception>
    public static Plan Make(Application application, ProfileTable profile, ServedDemand wanted, CancellationToken cancellation)
    {
        var planner = PlannerCatalog.Planners.Create("exact", Settings.Empty);
        var problem = Problem(application, profile, wanted.RequestsPerSecond ?? 1) with { Reserve = wanted.Reserve };
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
        if (wanted is not { RequestsPerSecond: null, StateFolder: { } folder } || KeptPlan.Find(folder, application.Name) is not { } kept || Faults(application, profile, kept.Plan).Count > 0)
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
    public static PlanningProblem Problem(Application application, ProfileTable profile, double demand) =>
        new([new ApplicationDemand(application, demand)], [profile], Inventory.Of(MachineDescription.CpuOf(profile))) { Siblings = Siblings.Wait };

    // A plan may have been written by hand, or for another profile; it is served only if it would do what it says.
    private static Plan Load(Application application, ProfileTable profile, string file)
    {
        var plan = PlanFile.Load(file);
        return Faults(application, profile, plan) is [_, ..] faults ? throw new InvalidFileException(file, faults) : plan;
    }

    /// <summary>Why a plan would not do what it says for an application on this machine; empty if it would.</summary>
    public static IReadOnlyList<Fault> Faults(Application application, ProfileTable profile, Plan plan)
    {
        var planned = plan.Applications.FirstOrDefault(a => string.Equals(a.Name, application.Name, StringComparison.Ordinal));
        if (planned is null)
        {
            return [new Fault("applications", $"has no '{application.Name}'; give a plan of that application")];
        }

        try
        {
            var problem = Problem(application, profile, planned.Demand) with { QueueingFactors = QueueingFactors.Of(plan), Reserve = plan.Reserve, Neighbours = NeighbourSlowdowns.Of(plan) };
            return PlanChecker.Check(problem, plan);
        }
        catch (ArgumentException fault)
        {
            return [new Fault(string.Empty, fault.Message.ReplaceLineEndings(" "))];
        }
    }

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

    private static async Task<ProfileTable> GlanceAsync(Application application, CpuUse use, CancellationToken cancellation)
    {
        Output.Say("no profile of this machine is kept; taking a glance, which is enough to begin with ('tangram profile' measures properly)");
        var profile = await ProfileCommand.MeasureAsync(application, ProfileEffort.Glance, use, GlanceFile(application, use), resume: false, cancellation);
        Output.Say(string.Create(CultureInfo.InvariantCulture, $"glanced at {profile.Entries.Count} configurations"));
        return profile;
    }
}

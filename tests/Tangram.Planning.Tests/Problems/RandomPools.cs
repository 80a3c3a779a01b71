using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Small problems of several applications on pools of GPUs, by seed: chains and trees, common and own profiles, restrictions, splits.</summary>
internal static class RandomPools
{
    private static readonly OperatorUse NoOperator = new("none", Settings.Empty);
    private static readonly double[] Accuracies = [0.7, 0.8, 0.9, 0.95, 1, 1];

    public static PlanningProblem Create(int seed)
    {
        var random = new Random(seed);
        var pools = random.Next(3) == 0
            ? new Inventory([new DevicePool(A100.A30, random.Next(0, 4)), new DevicePool(A100.Plain, random.Next(1, 4))])
            : Inventory.Of(A100.WithDoubleMemory, random.Next(1, 5));
        var isCommon = random.Next(2) == 0;
        var applications = Enumerable.Range(0, random.Next(1, 3)).Select(i => Application(random, $"app{i}", isCommon)).ToList();
        var profiles = applications.SelectMany(a => pools.Pools.Select(p => Profile(random, a, p.Model))).ToList();
        var problem = new PlanningProblem(
            [.. applications.Select(a => new ApplicationDemand(a, random.Next(8) == 0 ? 0 : random.Next(1, 90)))],
            isCommon ? [.. profiles.GroupBy(p => p.Device).Select(g => Common([.. g]))] : profiles,
            pools)
        {
            QueueingFactor = random.Next(2) == 0 ? 2 : 1.5,
            Reserve = random.Next(3) == 0 ? 0.2 : 0,
            Siblings = random.Next(3) == 0 ? Siblings.Wait : Siblings.Spread,
            Objective = random.Next(4) == 0 ? PlanObjective.Slices : PlanObjective.Devices,
            AllowsSplits = random.Next(2) == 0,
            AllowsSharing = random.Next(2) == 0,
            Restrictions = random.Next(4) == 0 ? Restrict(random, applications[0], pools) : Restrictions.None,
        };
        return RandomFactors.For(problem, random);
    }

    private static Application Application(Random random, string name, bool isCommon)
    {
        var tasks = Enumerable.Range(0, random.Next(1, 4)).Select(t => new ApplicationTask(
            $"t{t}",
            NoOperator,
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(v => new Variant($"t{t}v{v}", string.Empty, [], isCommon ? Accuracies[(t + v) % 5] : Pick(random, Accuracies)))],
            random.Next(6) == 0 ? Pick(random, Accuracies) : null)).ToList();
        var edges = tasks.Skip(1).Select((t, i) => new Edge($"t{random.Next(i + 1)}", t.Name, Pick(random, [0, 0.5, 1, 2, 3]), new Dictionary<string, double>())).ToList();
        return new Application(name, string.Empty, new Objectives(random.Next(1, 20) * 25, random.Next(50, 101) / 100.0), NoOperator, NoOperator, tasks, edges, null);
    }

    private static ProfileTable Profile(Random random, Application application, DeviceModel device)
    {
        var entries =
            from variant in application.Tasks.SelectMany(t => t.Variants)
            from profile in device.Profiles
            from batch in (int[])[1, 4]
            from concurrency in (int[])[1, 2]
            where random.Next(2) > 0
            select new ProfileEntry(
                variant.Name, profile.Name, concurrency, batch, 1, random.Next(1, 10) * batch, 1, random.Next(5, 20) * profile.ComputeSlices * Math.Sqrt(batch), random.Next(20) == 0 ? 100_000 : 100, []);
        OperatorTime[] operators = random.Next(2) == 0 ? [] : [new("entry", null, 1, random.Next(10)), new("answer", null, 1, random.Next(10)), new("t0", "t0v0", 1, random.Next(4))];
        return new ProfileTable(1, application.Name, device.Name, device.ComputeSlices, "m", "2026-01-01T00:00:00Z", "full", new Dictionary<string, string>(), true, [.. entries], [], operators);
    }

    private static ProfileTable Common(IReadOnlyList<ProfileTable> tables) => tables[0] with
    {
        Application = null,
        Entries = [.. tables.SelectMany(t => t.Entries).DistinctBy(e => (e.Variant, e.Profile, e.Concurrency, e.Batch))],
    };

    private static Restrictions Restrict(Random random, Application application, Inventory inventory)
    {
        var task = application.Tasks[random.Next(application.Tasks.Count)];
        var restriction = random.Next(4) switch
        {
            0 => new TaskRestriction(application.Name, task.Name) { Only = [task.Variants[^1].Name] },
            1 => new TaskRestriction(application.Name, task.Name) { Never = [task.Variants[0].Name] },
            2 => new TaskRestriction(application.Name, task.Name) { BudgetMilliseconds = random.Next(1, 10) * 20 },
            _ => new TaskRestriction(application.Name, task.Name) { RelativeAccuracy = 0.9 },
        };
        var restrictions = Restrictions.None.And([restriction]);
        return random.Next(3) == 0
            ? restrictions with { Profiles = inventory.Pools.SelectMany(p => p.Model.Profiles.Select(s => $"{p.Model.Name}/{s.Name}")).Where(_ => random.Next(3) > 0).ToHashSet() }
            : restrictions;
    }

    private static double Pick(Random random, double[] among) => among[random.Next(among.Length)];
}

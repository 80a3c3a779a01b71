using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Problems of several applications on several devices, of every shape, by seed. Figures are round, so that ties are common; about half have a plan.</summary>
internal sealed class RandomFleets
{
    private static readonly OperatorUse AnyOperator = new("any", Settings.Empty);
    private static readonly double[] FanOuts = [0, 0.5, 1, 1, 1.5, 2, 3];
    private static readonly double[] Accuracies = [0.5, 0.6, 0.8, 0.9, 1];

    private readonly Random _random;
    private readonly bool _tiny;
    private readonly int _seed;
    private readonly List<DevicePool> _pools = [];
    private readonly List<string> _shared = [];
    private readonly Dictionary<(string? Application, string Device), (List<ProfileEntry> Entries, List<OperatorTime> Operators)> _profiles = [];

    private RandomFleets(int seed, bool tiny) => (_random, _tiny, _seed) = (new Random(seed), tiny, seed);

    /// <summary>Up to three applications with up to three tasks of up to three variants each, on up to eight devices of two models.</summary>
    public static PlanningProblem Create(int seed) => new RandomFleets(seed, tiny: false).Create();

    /// <summary>The same, so small that everything can be tried: up to two applications and three devices.</summary>
    public static PlanningProblem Tiny(int seed) => new RandomFleets(seed, tiny: true).Create();

    /// <summary>A device that is cut like no other: fewer slices of compute than of memory, a profile with a double share of it, and one that starts only at odd places.</summary>
    private static DeviceModel Odd { get; } = new(
        "odd", 3, 4, [new PartitionProfile("1s", 1, 1, 4096, [0, 1, 2, 3]), new PartitionProfile("1s.double", 1, 2, 8192, [0, 2]), new PartitionProfile("2s", 2, 2, 8192, [1])], "made for a test");

    private PlanningProblem Create()
    {
        AddPools();
        var applications = Enumerable.Range(0, _tiny ? _random.Next(1, 3) : _random.Next(1, 4)).ToList();
        for (var i = 0; i < (_tiny ? 1 : 2) && !Chance(6); i++)
        {
            _shared.Add($"shared{i}");
            AddEntries(null, $"shared{i}");
        }

        var asked = applications.Select(i => Ask($"a{i}", applications.Count)).ToList();
        var problem = new PlanningProblem(asked, [.. _profiles.Select(p => Table(p.Key.Application, p.Key.Device, p.Value.Entries, p.Value.Operators))], new Inventory(_pools))
        {
            QueueingFactor = Pick([1, 1.5, 2]),
            Reserve = Pick([0, 0, 0.2]),
            Siblings = Chance(5) ? Siblings.Wait : Siblings.Spread,
            Objective = Chance(2) ? PlanObjective.Slices : PlanObjective.Devices,
            AllowsSplits = !Chance(3),
            AllowsSharing = !Chance(4),
            Restrictions = Chance(3) ? Restrict(asked) : Restrictions.None,
        };
        return RandomFactors.For(problem, _random);
    }

    private void AddPools()
    {
        DeviceModel[] models = _tiny ? [A100.A30, Odd, RandomCpu.Of(_random.Next(1, 4), _seed)] : [A100.A30, Odd, RandomCpu.Of(_random.Next(1, 5), _seed), Chance(2) ? A100.Plain : A100.WithDoubleMemory];
        _random.Shuffle(models);
        foreach (var model in models.Take(Chance(3) ? 2 : 1))
        {
            _pools.Add(new DevicePool(model, _tiny ? _random.Next(1, _pools.Count == 0 ? 3 : 2) : _random.Next(Chance(10) ? 0 : 1, 5)));
        }
    }

    private ApplicationDemand Ask(string name, int applications)
    {
        var tasks = new List<ApplicationTask>();
        var edges = new List<Edge>();
        var free = new Queue<string>(_shared);
        var most = _tiny ? (applications == 1 ? 3 : 2) : 4;
        for (var task = 0; task < _random.Next(1, most); task++)
        {
            tasks.Add(Task(name, $"t{task}", free));
            for (var parent = 0; parent < task; parent++)
            {
                if (Chance(2))
                {
                    var byVariant = tasks[parent].Variants.Where(_ => Chance(2)).ToDictionary(v => v.Name, _ => Pick(FanOuts), StringComparer.Ordinal);
                    edges.Add(new Edge($"t{parent}", $"t{task}", Pick(FanOuts), byVariant));
                }
            }
        }

        if (Chance(2))
        {
            AddOperator(name, "entry", null, 20);
            AddOperator(name, "answer", null, 20);
        }

        var objectives = new Objectives(_random.Next(2, 24) * 25, _random.Next(50, 101) / 100.0);
        var slices = _pools.Sum(p => p.Count * p.Model.ComputeSlices);
        return new ApplicationDemand(new Application(name, "made for a test", objectives, AnyOperator, AnyOperator, tasks, edges, null), Chance(12) ? 0 : _random.Next(1, 24) * slices / (applications * 2.0));
    }

    private ApplicationTask Task(string application, string task, Queue<string> free)
    {
        var names = new List<string>();
        foreach (var variant in Enumerable.Range(0, _random.Next(1, _tiny ? 3 : 4)))
        {
            if (free.Count > 0 && !Chance(3))
            {
                names.Add(free.Dequeue());
            }
            else
            {
                names.Add($"{application}{task}v{variant}");
                AddEntries(application, names[^1]);
            }
        }

        foreach (var name in names.Where(_ => Chance(2)))
        {
            AddOperator(application, task, name, 10);
        }

        return new ApplicationTask(task, AnyOperator, [.. names.Select(n => new Variant(n, $"/models/{n}.onnx", [3, 8, 8], Pick(Accuracies)))], Chance(4) ? Pick(Accuracies) : null);
    }

    // A common profile names a step once, whichever application it came from.
    private void AddOperator(string application, string step, string? variant, int most)
    {
        var (_, operators) = _profiles[_profiles.Keys.First(k => k.Application == application || k.Application is null)];
        if (!operators.Exists(o => o.Step == step && o.Variant == variant))
        {
            operators.Add(new OperatorTime(step, variant, 1, _random.Next(most)));
        }
    }

    private void AddEntries(string? application, string variant)
    {
        foreach (var model in _pools.Select(p => p.Model))
        {
            if (!_profiles.TryGetValue((application, model.Name), out var profile))
            {
                _profiles.Add((application, model.Name), profile = ([], []));
            }

            var configurations =
                from size in model.Profiles
                from batch in (int[])[1, 2, 4]
                from concurrency in (int[])[1, 2]
                orderby _random.Next()
                select (size, batch, concurrency);
            foreach (var (size, batch, concurrency) in configurations.Take(_random.Next(Chance(10) ? 0 : 1, _tiny ? 3 : 6)))
            {
                var (p95, throughput) = (_random.Next(1, 15) * 5, _random.Next(1, 8) * 5 * size.ComputeSlices / 2.0);
                profile.Entries.Add(new ProfileEntry(variant, size.Name, concurrency, batch, p95 * 0.8, p95, p95 * 1.1, throughput, Chance(20) ? 1e6 : 100, []));
            }
        }
    }

    private Restrictions Restrict(List<ApplicationDemand> asked)
    {
        var application = asked[_random.Next(asked.Count)].Application;
        var task = application.Tasks[_random.Next(application.Tasks.Count)];
        var variant = task.Variants[_random.Next(task.Variants.Count)].Name;
        var restriction = new TaskRestriction(application.Name, task.Name);
        return Restrictions.None.And([_random.Next(4) switch
        {
            0 => restriction with { Only = [variant] },
            1 => restriction with { Never = [variant] },
            2 => restriction with { BudgetMilliseconds = _random.Next(1, 12) * 25 },
            _ => restriction with { RelativeAccuracy = Pick(Accuracies) },
        }]) with
        {
            MaximumConcurrency = Chance(3) ? 1 : int.MaxValue,
            Profiles = Chance(4) ? _pools.SelectMany(p => p.Model.Profiles.Where(_ => !Chance(4)).Select(s => $"{p.Model.Name}/{s.Name}")).ToHashSet(StringComparer.Ordinal) : null,
        };
    }

    private static ProfileTable Table(string? application, string device, List<ProfileEntry> entries, List<OperatorTime> operators) =>
        new(1, application, device, 1, "a machine made for a test", "2026-01-01T00:00:00Z", "full", new Dictionary<string, string>(), true, entries, [], operators);

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private double Pick(double[] among) => among[_random.Next(among.Length)];
}

using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Control.Tests.Transitions;

/// <summary>Random plans whose segments lie as the devices allow; the same for the same seed.</summary>
internal sealed class PlanGenerator(Inventory inventory, int seed)
{
    private static readonly (string Application, string[] Tasks)[] Graphs = [("ocr", ["detect", "read", "check"]), ("tag", ["label"])];
    private readonly Random _random = new(seed);
    private readonly DeviceLayout[][] _layouts = [.. inventory.Pools.Select(p => LayoutEnumeration.All(p.Model).Take(5000).Skip(1).ToArray())];
    private readonly List<Plan> _made = [];

    /// <summary>As many as asked for; some are made anew, some change a device of an earlier one.</summary>
    public IReadOnlyList<Plan> Make(int count)
    {
        while (_made.Count < count)
        {
            _made.Add(Next());
        }

        return _made;
    }

    private Plan Next()
    {
        var (placed, cut) = (new List<(Instance, Placement)>(), new HashSet<int>());
        if (_made.Count > 0 && _random.Next(3) > 0)
        {
            // Most of an earlier plan stays, so that there is something to keep.
            var earlier = _made[_random.Next(_made.Count)];
            var changed = _random.Next(inventory.Count);
            foreach (var placement in earlier.Placements.Where(p => p.Device != changed))
            {
                placed.Add((earlier.Instances.Single(i => i.Id == placement.Instance), placement));
            }

            cut.UnionWith(Enumerable.Range(0, inventory.Count).Where(d => d != changed));
        }

        for (var device = 0; device < inventory.Count; device++)
        {
            if (!cut.Contains(device) && (placed.Count == 0 || _random.Next(4) > 0))
            {
                placed.AddRange(Cut(device, placed.Count));
            }
        }

        return PlanOf(placed.Count > 0 ? placed : Cut(0, 0));
    }

    private List<(Instance, Placement)> Cut(int device, int first)
    {
        var pool = inventory.PoolOf(device);
        var (model, layouts) = (inventory.Pools[pool].Model, _layouts[pool]);
        return [.. layouts[_random.Next(layouts.Length)].Segments.Select((s, i) =>
        {
            var (profile, id) = (model.Profiles[s.Size], $"i{first + i}-{_made.Count}");
            var graph = Graphs[_random.Next(Graphs.Length)];
            var tasks = graph.Tasks.Where(_ => _random.Next(3) == 0).DefaultIfEmpty(graph.Tasks[_random.Next(graph.Tasks.Length)]);
            var instance = new Instance(
                id, $"v{_random.Next(2)}", model.Name, profile.Name, _random.Next(1, 3), 1 << _random.Next(2), profile.ComputeSlices, 10, Math.Round(profile.ComputeSlices * (1 + _random.NextDouble()), 3), 100,
                [.. tasks.Select(t => new InstanceWork(graph.Application, t, _random.Next(4)))]);
            return (instance, new Placement(id, device, s.Start, profile.MemorySlices));
        })];
    }

    private Plan PlanOf(List<(Instance Instance, Placement Placement)> placed)
    {
        Instance[] instances = [.. placed.Select(p => p.Instance)];
        PlannedApplication[] applications =
        [
            .. Graphs.Where(g => instances.Any(i => i.Serves[0].Application == g.Application)).Select(g => new PlannedApplication(
                g.Application, 1 + _random.Next(5), 100, 0.9, 90, 0.95, [.. g.Tasks.Select(t => TaskOf(t, instances.Where(i => i.IsFor(g.Application, t))))])),
        ];
        return new Plan(
            1, "random", false, "slices", 1, 1, 1, 2, 0, "wait", 0, [.. inventory.Pools.Select(p => new PlannedPool(p.Model.Name, p.Count, p.Count))], applications, instances, [.. placed.Select(p => p.Placement)]);
    }

    // Left out where nothing serves it.
    private PlannedTask TaskOf(string name, IEnumerable<Instance> serving) =>
        new(name, serving.Any() ? [new PlannedVariant("v0", 1, 1)] : [], 1, 0.5 + _random.Next(4), 10, 30, 1, 0.5);
}

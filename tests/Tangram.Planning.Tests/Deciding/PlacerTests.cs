using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Tests.Deciding;

/// <summary>Placing segments where others run already: fewest devices first, then as many as possible left as they are.</summary>
public sealed class PlacerTests
{
    public static TheoryData<string> Models => ["a30-24gb", "a100-80gb", "plain", "cpu4", "cpu11"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Placing_the_same_again_changes_nothing(string model)
    {
        var random = new Random(1);
        for (var round = 0; round < 40; round++)
        {
            var problem = Problem(Device(model), 200);
            var instances = Instances(problem, 0, random, round);
            var before = Placer.Place(problem, instances)!;

            var shuffled = instances.OrderBy(_ => random.Next()).ToList();
            var after = Placer.Place(problem with { Previous = Running(problem, instances, before) }, shuffled)!;

            Assert.Equal(Spots(instances, before), Spots(shuffled, after));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Fewest_devices_come_first_and_every_device_is_cut_legally(string model)
    {
        var random = new Random(2);
        for (var round = 0; round < 60; round++)
        {
            var problem = Problem(Device(model), 200);
            var old = Instances(problem, 0, random, random.Next(30));
            var next = Instances(problem, 0, random, random.Next(30));
            var placed = Placer.Place(problem with { Previous = Running(problem, old, Placer.Place(problem, old)!) }, next)!;

            AssertSound(problem, next, placed);
        }
    }

    [Theory]
    [InlineData("a30-24gb", 3, 7)]
    [InlineData("plain", 2, 8)]
    [InlineData("double", 2, 6)]
    public void No_placement_on_as_few_devices_keeps_more_where_all_can_be_tried(string model, int devices, int most)
    {
        var random = new Random(3);
        for (var round = 0; round < 30; round++)
        {
            var problem = Problem(Device(model), devices);
            var old = Instances(problem, 0, random, random.Next(1, most));
            var next = Instances(problem, 0, random, random.Next(1, most));
            if (Placer.Place(problem, old) is { } before && Placer.Place(problem, next) is not null)
            {
                var running = problem with { Previous = Running(problem, old, before) };

                Assert.Equal(MostKept(running, next), Kept(running, next, Placer.Place(running, next)!));
            }
        }
    }

    [Fact]
    public void Taking_a_segment_from_many_devices_moves_no_other_unless_a_device_is_saved()
    {
        var random = new Random(4);
        var problem = Problem(Device("a100-80gb"), 1000);
        var old = Instances(problem, 0, random, 900);
        var before = Placer.Place(problem, old)!;
        var next = old.Where(x => x.Instance.Id != old.First(i => i.Instance.Profile == "1g.10gb").Instance.Id).ToList();
        var running = problem with { Previous = Running(problem, old, before) };

        var placed = Placer.Place(running, next)!;

        Assert.Equal(before.Select(p => p.Device).Distinct().Count(), placed.Select(p => p.Device).Distinct().Count());
        Assert.Equal(next.Count, Kept(running, next, placed));
    }

    [Fact]
    public void A_segment_of_the_same_batch_stays_before_one_of_another()
    {
        var problem = Problem(Device("a30-24gb"), 1);
        List<(Instance Instance, int Pool, int Size)> old = [Segment(problem, 0, 0, "v", 1), Segment(problem, 0, 0, "v", 8)];
        List<(Instance Instance, int Pool, int Size)> next = [Segment(problem, 0, 0, "v", 8), Segment(problem, 0, 0, "v", 4)];

        var placed = Placer.Place(problem with { Previous = Running(problem, old, [Spot(old[0], 0, 2), Spot(old[1], 0, 3)]) }, next)!;

        Assert.Equal([3, 2], placed.Select(p => p.Start));
    }

    [Fact]
    public void A_device_that_runs_something_is_used_before_one_that_is_free()
    {
        var problem = Problem(Device("a30-24gb"), 5);
        List<(Instance Instance, int Pool, int Size)> old = [Segment(problem, 0, 1, "v", 1)];

        var placed = Placer.Place(problem with { Previous = Running(problem, old, [Spot(old[0], 3, 2)]) }, [.. old, Segment(problem, 0, 1, "w", 1)])!;

        Assert.Equal([(3, 2), (3, 0)], placed.Select(p => (p.Device, p.Start)));
    }

    [Fact]
    public void Pools_are_found_again_by_their_model_and_devices_that_are_gone_keep_nothing()
    {
        var before = new PlanningProblem([], [], new Inventory([new DevicePool(Device("a30-24gb"), 3), new DevicePool(Device("a100-80gb"), 2)]));
        List<(Instance Instance, int Pool, int Size)> old = [Segment(before, 0, 0, "v", 1), Segment(before, 1, 5, "w", 1), Segment(before, 1, 0, "v", 1)];
        var plan = Running(before, old, [Spot(old[0], 2, 3), Spot(old[1], 4, 0), Spot(old[2], 3, 6)]);
        var after = new PlanningProblem([], [], new Inventory([new DevicePool(Device("a100-80gb"), 2), new DevicePool(Device("a30-24gb"), 2)])) { Previous = plan };
        List<(Instance Instance, int Pool, int Size)> next = [Segment(after, 1, 0, "v", 1), Segment(after, 0, 5, "w", 1), Segment(after, 0, 0, "v", 1)];

        var placed = Placer.Place(after, next)!;

        Assert.Equal([(2, 0), (1, 0), (0, 6)], placed.Select(p => (p.Device, p.Start)));
    }

    [Fact]
    public void Too_few_devices_have_no_placement()
    {
        var problem = Problem(Device("a30-24gb"), 1);

        Assert.Null(Placer.Place(problem, [Segment(problem, 0, 2, "v", 1), Segment(problem, 0, 0, "v", 1)]));
    }

    private static DeviceModel Device(string name) => name switch
    {
        "plain" => A100.Plain,
        "double" => A100.WithDoubleMemory,
        "cpu4" => CpuDevice.Model(4, 1024),
        "cpu11" => CpuDevice.Model(11, 1024),
        _ => DeviceCatalog.Find(name)!,
    };

    private static PlanningProblem Problem(DeviceModel device, int count) => new([], [], Inventory.Of(device, count));

    private static List<(Instance Instance, int Pool, int Size)> Instances(PlanningProblem problem, int pool, Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Segment(problem, pool, random.Next(problem.Inventory.Pools[pool].Model.Profiles.Count), random.Next(2) == 0 ? "v" : "w", 1 << random.Next(2)))];

    private static (Instance Instance, int Pool, int Size) Segment(PlanningProblem problem, int pool, int size, string variant, int batch)
    {
        var (model, profile) = (problem.Inventory.Pools[pool].Model, problem.Inventory.Pools[pool].Model.Profiles[size]);
        return (new Instance(Guid.NewGuid().ToString(), variant, model.Name, profile.Name, 1, batch, profile.ComputeSlices, 1, 1, 1, []), pool, size);
    }

    private static Placement Spot((Instance Instance, int Pool, int Size) segment, int device, int start) => new(segment.Instance.Id, device, start, 1);

    private static Plan Running(PlanningProblem problem, IReadOnlyList<(Instance Instance, int Pool, int Size)> instances, IReadOnlyList<Placement> placements) => new(
        1, "test", false, "devices", 0, 0, 0, 2, 0, "wait", 0, [.. problem.Inventory.Pools.Select(p => new PlannedPool(p.Model.Name, p.Count, 0))], [], [.. instances.Select(i => i.Instance)], placements);

    private static IEnumerable<string> Spots(IReadOnlyList<(Instance Instance, int Pool, int Size)> instances, IReadOnlyList<Placement> placements) =>
        instances.Zip(placements, (i, p) => $"{i.Instance.Variant} {i.Instance.Profile} {i.Instance.Batch} at {p.Device}:{p.Start}").Order(StringComparer.Ordinal);

    private static void AssertSound(PlanningProblem problem, IReadOnlyList<(Instance Instance, int Pool, int Size)> instances, IReadOnlyList<Placement> placements)
    {
        var device = problem.Inventory.Pools[0].Model;
        var byDevice = instances.Zip(placements, (i, p) => (p.Device, Segment: new PlacedSegment(i.Size, p.Start))).GroupBy(s => s.Device).ToList();

        Assert.Equal(instances.Select(i => i.Instance.Id), placements.Select(p => p.Instance));
        Assert.All(byDevice, d => Assert.True(new DeviceLayout([.. d.Select(s => s.Segment)]).IsLegal(device)));
        Assert.Equal(FleetPacker.FewestDevices(device, [.. device.Profiles.Select((_, size) => instances.Count(i => i.Size == size))]), byDevice.Count);
    }

    private static int Kept(PlanningProblem problem, IReadOnlyList<(Instance Instance, int Pool, int Size)> instances, IReadOnlyList<Placement> placements)
    {
        var running = RunningSegment.In(problem, 0).Select(r => (r.Kind, r.Device, r.Start)).ToHashSet();
        return instances.Zip(placements).Count(x => running.Contains((SegmentKind.Of(x.First.Instance, x.First.Size), x.Second.Device, x.Second.Start)));
    }

    // Tries every layout of every device.
    private static int MostKept(PlanningProblem problem, IReadOnlyList<(Instance Instance, int Pool, int Size)> instances)
    {
        var (device, count) = problem.Inventory.Pools[0];
        var wanted = instances.GroupBy(i => SegmentKind.Of(i.Instance, i.Size)).ToDictionary(g => g.Key, g => g.Count());
        int[] counts = [.. device.Profiles.Select((_, size) => instances.Count(i => i.Size == size))];
        var devices = FleetPacker.FewestDevices(device, counts)!.Value;
        var running = RunningSegment.In(problem, 0).ToDictionary(r => (r.Device, r.Start, r.Kind.Size), r => r.Kind);
        var layouts = LayoutEnumeration.All(device).ToList();
        return Most(0, counts, devices, []);

        int Most(int next, int[] left, int devicesLeft, List<SegmentKind> same)
        {
            if (next == count || devicesLeft == 0)
            {
                return left.All(n => n == 0) ? same.GroupBy(k => k).Sum(g => Math.Min(g.Count(), wanted.GetValueOrDefault(g.Key))) : int.MinValue;
            }

            var best = Most(next + 1, left, devicesLeft, same);
            foreach (var layout in layouts.Where(l => l.Segments.Count > 0))
            {
                var rest = left.ToArray();
                layout.Segments.ToList().ForEach(s => rest[s.Size]--);
                if (rest.All(n => n >= 0))
                {
                    best = Math.Max(best, Most(next + 1, rest, devicesLeft - 1, [.. same, .. layout.Segments.Where(s => running.ContainsKey((next, s.Start, s.Size))).Select(s => running[(next, s.Start, s.Size)])]));
                }
            }

            return best;
        }
    }
}

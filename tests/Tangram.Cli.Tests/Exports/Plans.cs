using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Cli.Tests.Exports;

/// <summary>Plans for GPUs, made without a planner.</summary>
internal static class Plans
{
    /// <summary>A plan of random segments on two pools, the second of which has devices left over between those used.</summary>
    public static Plan Random(int seed)
    {
        var random = new Random(seed);
        List<DevicePool> pools = [new DevicePool(DeviceCatalog.Find("a100-80gb")!, 8), new DevicePool(DeviceCatalog.Find("a30-24gb")!, 8)];
        var instances = new List<Instance>();
        var placements = new List<Placement>();
        for (var pool = 0; pool < pools.Count; pool++)
        {
            var layouts = LayoutEnumeration.All(pools[pool].Model).ToList();
            for (var device = 0; device < pools[pool].Count; device += 1 + random.Next(2))
            {
                foreach (var (size, start) in layouts[random.Next(layouts.Count)].Segments)
                {
                    var profile = pools[pool].Model.Profiles[size];
                    var instance = Instance($"i{instances.Count}", random.Next(2) == 0 ? "yolo.v8_n" : "resnet-50", pools[pool].Model.Name, profile, 1 << random.Next(3));
                    instances.Add(instance);
                    placements.Add(new Placement(instance.Id, (pool * 8) + device, start, profile.MemorySlices));
                }
            }
        }

        return Of(pools, instances, placements);
    }

    public static Plan OnCpu()
    {
        var cpu = CpuDevice.Model(2, 1024);
        return Of([new DevicePool(cpu, 1)], [Instance("detect-0", "det", cpu.Name, cpu.Profiles[0], 1)], [new Placement("detect-0", 0, 0, 1)]);
    }

    private static Instance Instance(string id, string variant, string model, PartitionProfile profile, int batch) =>
        new(id, variant, model, profile.Name, 2, batch, profile.ComputeSlices, 10, 100, 1000, [new InstanceWork("street", "detect", 50)]);

    private static Plan Of(List<DevicePool> pools, List<Instance> instances, List<Placement> placements) => new(
        1, "test", false, "devices", 0, 0, 0, 2, 0, "wait", 0, [.. pools.Select(p => new PlannedPool(p.Model.Name, p.Count, 0))], [], instances, placements);
}

using Tangram.Core.Devices;

namespace Tangram.Core.Tests.Devices;

/// <summary>The device models that tests go through.</summary>
internal static class DeviceModels
{
    private static readonly Dictionary<string, DeviceModel> All = new()
    {
        ["plain"] = A100.Plain,
        ["double"] = A100.WithDoubleMemory,
        ["a30"] = A100.A30,
        ["cpu1"] = CpuDevice.Model(1, 1024),
        ["cpu4"] = CpuDevice.Model(4, 1024),
        ["cpu6"] = CpuDevice.Model(6, 1024),
        ["cpu11"] = CpuDevice.Model(11, 1024),
        ["cpu1x4"] = CpuDevice.Model(1, 1024, 4),
        ["cpu3x2"] = CpuDevice.Model(3, 1024, 2),
        ["cpu2x4"] = CpuDevice.Model(2, 1024, 4),
        ["cpu5x2"] = CpuDevice.Model(5, 1024, 2),
    };

    public static TheoryData<string> Names => [.. All.Keys, .. DeviceCatalog.Gpus.Select(g => g.Name)];

    public static DeviceModel Get(string name) => All.TryGetValue(name, out var device) ? device : DeviceCatalog.Find(name)!;

    /// <summary>A device that no maker builds, on which the prices say that one of each size fits one device, and no layout does it.</summary>
    public static DeviceModel Hard { get; } = new(
        "hard",
        7,
        7,
        [new PartitionProfile("a", 2, 3, 1024, [1, 4]), new PartitionProfile("b", 1, 3, 1024, [0, 3]), new PartitionProfile("c", 2, 1, 1024, [0, 1, 6])],
        "made up");

    /// <summary>How many segments of each size a layout has.</summary>
    public static int[] Counts(DeviceModel device, DeviceLayout layout) =>
        [.. device.Profiles.Select((_, size) => layout.Segments.Count(s => s.Size == size))];

    /// <summary>A device as no maker builds it: sizes that do not divide each other, compute and memory apart, starts left out.</summary>
    public static DeviceModel Random(Random random)
    {
        var slices = random.Next(5, 12);
        var compute = random.Next(slices - 2, slices + 2);
        var profiles = Enumerable.Range(0, random.Next(2, 5)).Select(i =>
        {
            var memory = random.Next(1, slices + 1);
            int[] starts = [.. Enumerable.Range(0, slices - memory + 1).Where(start => start == 0 || random.Next(4) > 0)];
            return new PartitionProfile($"p{i}", Math.Min(compute, Math.Max(1, memory + random.Next(-1, 2))), memory, 1024, starts);
        });
        return new DeviceModel("odd", compute, slices, [.. profiles], "made up");
    }
}

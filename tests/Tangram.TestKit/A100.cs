using Tangram.Core.Devices;

namespace Tangram.TestKit;

/// <summary>An A100 without and with the double-memory profile, one with 80 GB, and an A30.</summary>
public static class A100
{
    public static DeviceModel WithDoubleMemory { get; } = new(
        "a100-40gb",
        7,
        8,
        [
            new PartitionProfile("1g", 1, 1, 5120, [0, 1, 2, 3, 4, 5, 6]),
            new PartitionProfile("1g.10gb", 1, 2, 10240, [0, 2, 4, 6]),
            new PartitionProfile("2g", 2, 2, 10240, [0, 2, 4]),
            new PartitionProfile("3g", 3, 4, 20480, [0, 4]),
            new PartitionProfile("4g", 4, 4, 20480, [0]),
            new PartitionProfile("7g", 7, 8, 40960, [0]),
        ],
        "NVIDIA MIG user guide");

    public static DeviceModel Plain { get; } = WithDoubleMemory with { Profiles = [.. WithDoubleMemory.Profiles.Where(p => p.Name != "1g.10gb")] };

    /// <summary>The card with 80 GB, with the names of its profiles.</summary>
    public static DeviceModel Eighty { get; } = new(
        "a100-80gb",
        7,
        8,
        [
            new PartitionProfile("1g.10gb", 1, 1, 9728, [0, 1, 2, 3, 4, 5, 6]),
            new PartitionProfile("1g.20gb", 1, 2, 19968, [0, 2, 4, 6]),
            new PartitionProfile("2g.20gb", 2, 2, 19968, [0, 2, 4]),
            new PartitionProfile("3g.40gb", 3, 4, 40192, [0, 4]),
            new PartitionProfile("4g.40gb", 4, 4, 40192, [0]),
            new PartitionProfile("7g.80gb", 7, 8, 80896, [0]),
        ],
        "NVIDIA MIG user guide");

    public static DeviceModel A30 { get; } = new(
        "a30",
        4,
        4,
        [
            new PartitionProfile("1g", 1, 1, 6144, [0, 1, 2, 3]),
            new PartitionProfile("2g", 2, 2, 12288, [0, 2]),
            new PartitionProfile("4g", 4, 4, 24576, [0]),
        ],
        "NVIDIA MIG user guide");
}

using Tangram.Core.Devices;

namespace Tangram.Planning.Tests.Problems;

/// <summary>A device with the legality of an A100 (algorithms.md §1).</summary>
internal static class Gpus
{
    public static DeviceModel A100 { get; } = new(
        "a100-40gb",
        7,
        8,
        [
            new PartitionProfile("1g", 1, 1, 5120, [0, 1, 2, 3, 4, 5, 6]),
            new PartitionProfile("1g.double", 1, 2, 10240, [0, 2, 4, 6]),
            new PartitionProfile("2g", 2, 2, 10240, [0, 2, 4]),
            new PartitionProfile("3g", 3, 4, 20480, [0, 4]),
            new PartitionProfile("4g", 4, 4, 20480, [0]),
            new PartitionProfile("7g", 7, 8, 40960, [0]),
        ],
        "algorithms.md §1");
}

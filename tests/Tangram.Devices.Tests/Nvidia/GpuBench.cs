using Tangram.Devices.Nvidia;
using Tangram.Devices.Partitioning;
using Tangram.TestKit.Gpus;

namespace Tangram.Devices.Tests.Nvidia;

/// <summary>A partitioner of fake GPUs, with locks and pipes in their folder.</summary>
internal static class GpuBench
{
    public static NvidiaOptions Options(FakeGpus gpus) => new()
    {
        MayCut = true,
        LockFolder = Path.Combine(gpus.Folder, "locks"),
        MpsControl = gpus.MpsControl,
        MpsFolder = Path.Combine(gpus.Folder, "mps"),
        MpsPatience = TimeSpan.FromSeconds(5),
    };

    public static NvidiaPartitioner Open(FakeGpus gpus) => NvidiaPartitioner.Open(Options(gpus));

    public static PartitioningException Refuses(Action action)
    {
        var refusal = Assert.Throws<PartitioningException>(action);
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal;
    }
}

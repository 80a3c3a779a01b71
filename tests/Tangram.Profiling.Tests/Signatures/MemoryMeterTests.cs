using Tangram.Devices.Cpu;
using Tangram.Profiling.Signatures;

namespace Tangram.Profiling.Tests.Signatures;

public sealed class MemoryMeterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void This_machines_memory_has_a_bandwidth()
    {
        var memory = MemoryMeter.Measure(CpuAffinity.ProcessCores);

        // From a core of a crowded machine to the largest servers there are.
        Assert.InRange(memory.GigabytesPerSecond, 0.1, 10_000);
    }

    [Fact]
    public void The_last_cache_is_that_of_the_highest_level_and_the_cores_own_the_one_before()
    {
        _folder.With("cpu3/cache/index0/level", "1\n").With("cpu3/cache/index0/size", "32K\n").With("cpu3/cache/index2/level", "3\n").With("cpu3/cache/index2/size", "36608K\n")
            .With("cpu3/cache/index1/level", "2\n").With("cpu3/cache/index1/size", "1M\n");

        Assert.Equal((35.75, 1), CoreCaches.SizesMiB(3, _folder.Root));
    }

    [Fact]
    public void Where_the_system_does_not_tell_there_is_no_size()
    {
        Assert.Equal((null, null), CoreCaches.SizesMiB(0, _folder.Root));
        Assert.Equal((null, null), CoreCaches.SizesMiB(0, _folder.With("cpu0/cache/index0/level", "1").Root));
    }
}

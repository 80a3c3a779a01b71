using Tangram.Devices.Cpu;
using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Tests.Cpu;

public sealed class CpuPartitionerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tangram-cpu-").FullName;
    private readonly IReadOnlyList<int> _cores = CpuAffinity.ProcessCores;

    [Fact]
    public void A_segment_is_cores_that_its_workers_are_pinned_to()
    {
        using var partitioner = Open();

        var segment = partitioner.Create(0, "1c", _cores.Count - 1);

        Assert.Equal([_cores[^1]], partitioner.SettingsOf(segment, 2).Cores);
        Assert.Empty(partitioner.SettingsOf(segment, 2).Environment);
        Assert.Equal([segment], partitioner.Segments());
        partitioner.Destroy(segment);
        Assert.Empty(partitioner.Segments());
    }

    [Fact]
    public void Cores_are_given_once()
    {
        using var partitioner = Open();
        var whole = partitioner.Create(0, $"{_cores.Count}c", 0);

        Assert.Contains($"1c cannot start at slice 0 of {_cores.Count}; taken: {_cores.Count}c at 0", Refuses(() => partitioner.Create(0, "1c", 0)), StringComparison.Ordinal);
        partitioner.Destroy(whole);
        Assert.Equal(_cores, partitioner.SettingsOf(partitioner.Create(0, $"{_cores.Count}c", 0), 1).Cores);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        using var partitioner = Open();
        var segment = partitioner.Create(0, "1c", 0);
        partitioner.Destroy(segment);

        Assert.Contains("the CPU has no size '1g.10gb'; known: 1c", Refuses(() => partitioner.Create(0, "1g.10gb", 0)), StringComparison.Ordinal);
        Assert.Contains("there is no device 1", Refuses(() => partitioner.Create(1, "1c", 0)), StringComparison.Ordinal);
        Assert.Contains("cannot start at slice 9999", Refuses(() => partitioner.Create(0, "1c", 9999)), StringComparison.Ordinal);
        Assert.Contains("there is no segment 1c at 0", Refuses(() => partitioner.Destroy(segment)), StringComparison.Ordinal);
        Assert.Contains("there is no segment 1c at 0", Refuses(() => partitioner.SettingsOf(segment, 1)), StringComparison.Ordinal);
        Assert.Contains("cannot be pinned to", Refuses(() => new CpuPartitioner([9999], 1024, lockFolder: _folder).Dispose()), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_controllers_share_no_core()
    {
        using (Open())
        {
            Assert.Contains($"core {_cores[0]} is controlled by process {Environment.ProcessId}", Refuses(() => new CpuPartitioner([_cores[0]], 1024, lockFolder: _folder).Dispose()), StringComparison.Ordinal);
        }

        Open().Dispose();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Refuses(Action action) => Assert.Throws<PartitioningException>(action).Message;

    private CpuPartitioner Open() => new(_cores, 4096, lockFolder: _folder);
}

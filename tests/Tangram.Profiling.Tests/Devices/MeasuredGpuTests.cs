using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;
using Tangram.Devices.Cpu;
using Tangram.Devices.Nvidia;
using Tangram.Devices.Partitioning;
using Tangram.Profiling.Devices;
using Tangram.Protocol.Worker;
using Tangram.TestKit.Gpus;

namespace Tangram.Profiling.Tests.Devices;

/// <summary>Profiles of a GPU that is a file: real workers, which compute on the CPU.</summary>
public sealed class MeasuredGpuTests : IDisposable
{
    private static readonly ProfileEffort Little = new("little", [1], [1, 2], WholeDevice: false, MinRuns: 1, MaxRuns: 1, TimeSpan.Zero, LongestShare: 1, OperatorItems: 1);
    private static readonly Application Alone = Applications.Of([Applications.Node("one", Applications.Variant("small", Repository.Model("ch_ppocr_mobile_v2.0_cls_infer.onnx"), 3, 48, 96))], []);

    private readonly FakeGpus _gpus = new("a100-80gb");
    private readonly NvidiaPartitioner _partitioner;

    public MeasuredGpuTests()
    {
        // Any thread may go on after a wait; workers inherit the variable.
        _gpus.UseOnEveryThread();
        Environment.SetEnvironmentVariable(GpuRehearsal.Variable, "cpu");
        _gpus.Add("gi 0 1 9 4", "ci 0 1 0 2 0 1");
        _partitioner = NvidiaPartitioner.Open(new NvidiaOptions { MayCut = true, LockFolder = Path.Combine(_gpus.Folder, "locks"), MpsControl = _gpus.MpsControl, MpsFolder = Path.Combine(_gpus.Folder, "mps") });
    }

    public void Dispose()
    {
        _partitioner.Dispose();
        _gpus.Dispose();
    }

    [Fact]
    public async Task Every_size_is_created_measured_alone_and_destroyed_and_the_GPU_is_left_as_it_was()
    {
        var before = _gpus.Layout;
        var table = await MeasureAsync();

        Assert.Equal(("a100-80gb", 7, 1, "the machine", true), (table.Device, table.Slices, table.SlicesPerCore, table.Machine, table.Complete));
        Assert.Equal([("1g.10gb", 1), ("1g.10gb", 2), ("1g.20gb", 1), ("1g.20gb", 2)], table.Entries.Select(e => (e.Profile, e.Concurrency)));
        Assert.All(table.Entries, e => Assert.Equal(e.Concurrency, e.RunMilliseconds.Count));
        Assert.Null(table.Signatures);
        Assert.Equal(before, _gpus.Layout);

        // Once to look and once to measure, for each size that two processes share.
        Assert.Equal(4, _gpus.MpsJournal.Count(l => l.StartsWith("start MIG-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_size_that_cannot_be_created_ends_it_in_a_line_and_the_GPU_is_left_as_it_was()
    {
        var before = _gpus.Layout;
        _gpus.Fail("nvmlDeviceCreateGpuInstanceWithPlacement", 23);

        var refusal = await Assert.ThrowsAsync<PartitioningException>(MeasureAsync);

        Assert.StartsWith("GPU 0: creating 1g.10gb at 0: the GPU has no room for it there", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, _gpus.Layout);
    }

    [Fact]
    public void A_GPU_that_others_use_is_neither_cleared_nor_lent()
    {
        var before = _gpus.Layout;
        _gpus.Add("process 0 4194301 1");

        var refusal = Assert.Throws<PartitioningException>(() => new MeasuredGpu(_partitioner, 0, "the machine", CpuAffinity.ProcessCores));

        Assert.Equal("GPU 0 is used by others: process 4194301; end it first", refusal.Message);
        Assert.Equal(before, _gpus.Layout);
    }

    [Fact]
    public void Memory_is_that_of_the_segment_lent()
    {
        using var gpu = new MeasuredGpu(_partitioner, 0, "the machine", CpuAffinity.ProcessCores);
        using var segment = gpu.Lend(new SegmentType(gpu.Model.Find("2g.20gb")!, 1));
        Assert.Equal(0, segment.MemoryInUseMiB());

        _gpus.Add($"process 0 {Environment.ProcessId} 1");
        Assert.Equal(512, segment.MemoryInUseMiB());
        _gpus.Remove("process");
    }

    private async Task<ProfileTable> MeasureAsync()
    {
        using var gpu = new MeasuredGpu(_partitioner, 0, "the machine", CpuAffinity.ProcessCores);
        return await new Profiler(Alone, gpu, Little).MeasureAsync(earlier: null, _ => { }, new Steps(), TestContext.Current.CancellationToken);
    }
}

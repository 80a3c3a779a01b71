using System.Runtime.InteropServices;
using Tangram.Core.Devices;
using Tangram.Devices.Nvidia;
using Tangram.Devices.Nvidia.Native;
using Tangram.TestKit.Gpus;

namespace Tangram.Devices.Tests.Nvidia;

public sealed class NvidiaPartitionerTests
{
    public static TheoryData<string> Models => [.. DeviceCatalog.Gpus.Select(g => g.Name)];

    [Theory]
    [InlineData("NVIDIA A100-SXM4-40GB", 40960, "a100-40gb")]
    [InlineData("NVIDIA A100-PCIE-40GB", 40536, "a100-40gb")]
    [InlineData("NVIDIA A100 80GB PCIe", 81920, "a100-80gb")]
    [InlineData("NVIDIA A30", 24576, "a30-24gb")]
    [InlineData("NVIDIA H100 80GB HBM3", 81559, "h100-80gb")]
    [InlineData("NVIDIA H100 PCIe", 81559, "h100-80gb")]
    [InlineData("NVIDIA H100 NVL", 95830, null)]
    [InlineData("NVIDIA GH200 480GB", 97871, null)]
    [InlineData("NVIDIA H200", 143771, "h200-141gb")]
    [InlineData("NVIDIA B200", 183359, "b200-180gb")]
    [InlineData("Tesla T4", 15360, null)]
    public void A_GPU_is_known_by_its_name_and_its_memory(string name, int memoryMiB, string? model) =>
        Assert.Equal(model, NvidiaGpu.ModelOf(name, memoryMiB)?.Name);

    [Theory]
    [MemberData(nameof(Models))]
    public void The_driver_offers_the_profiles_of_the_catalogue_at_its_starts(string name)
    {
        using var gpus = new FakeGpus(name);
        using var driver = NvidiaDriver.Open();
        var gpu = driver.Gpus[0];
        var mig = driver.Mig(gpu);

        Assert.Equal(name, gpu.Model?.Name);
        Assert.Equal(gpu.Model!.WithMedia.Profiles.Select(p => p.Name).Order(), mig.Profiles.Select(p => p.Name).Order());
        Assert.All(gpu.Model.WithMedia.Profiles, p =>
        {
            var placements = mig.Placements(mig.Profiles.Single(o => o.Name == p.Name));
            Assert.Equal(p.Starts, placements.Select(o => (int)o.Start));
            Assert.All(placements, o => Assert.Equal(p.MemorySlices, (int)o.Size));
        });
    }

    [Fact]
    public void A_segment_is_a_GPU_instance_with_one_compute_instance_at_the_place_asked_for()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);

        var segment = partitioner.Create(0, "3g.40gb", 4);

        Assert.Equal((0, "3g.40gb", 4, true), (segment.Device, segment.Profile, segment.Start, segment.IsWhole));
        Assert.StartsWith("MIG-", segment.Identity, StringComparison.Ordinal);
        Assert.Equal([segment], partitioner.Segments());
        Assert.Equal(["gpu 0 profile 9 at 4 with 2"], gpus.Layout);

        partitioner.Destroy(segment);

        Assert.Empty(partitioner.Segments());
        Assert.Empty(gpus.Layout);
    }

    [Fact]
    public void Places_asked_for_need_no_order_which_they_do_when_the_driver_chooses_them()
    {
        using var gpus = new FakeGpus("a100-40gb");
        using (NvidiaDriver.Open())
        {
            Assert.Equal(NvmlReturn.Success, NvmlLibrary.DeviceByIndex(0, out var device));
            var create = Marshal.GetDelegateForFunctionPointer<CreateAnywhere>(NativeLibrary.GetExport(NativeLibrary.Load(gpus.Environment["TANGRAM_NVML"]), "nvmlDeviceCreateGpuInstance"));
            Assert.Equal([0, 0, 0, 23], new uint[] { 19, 19, 14, 9 }.Select(profile => create(device, profile, out _)));
            gpus.Remove("gi ");
            Assert.Equal([0, 0, 0, 0], new uint[] { 9, 19, 14, 19 }.Select(profile => create(device, profile, out _)));
            gpus.Remove("gi ");
        }

        using var partitioner = GpuBench.Open(gpus);
        (string Profile, int Start)[] wanted = [("1g.5gb", 2), ("1g.5gb", 3), ("2g.10gb", 0), ("3g.20gb", 4)];
        Assert.All(wanted, w => partitioner.Create(0, w.Profile, w.Start));
        Assert.Equal(wanted.OrderBy(w => w.Start), partitioner.Segments().Select(s => (s.Profile, s.Start)));
    }

    [Theory]
    [InlineData("3g.40gb", 0, "no room for 3g.40gb at 0; there: 2g.20gb at 0")]
    [InlineData("1g.10gb", 1, "no room for 1g.10gb at 1; there: 2g.20gb at 0")]
    [InlineData("3g.40gb", 1, "3g.40gb cannot start at 1; it may at 0, 4")]
    [InlineData("2g.20gb", 6, "2g.20gb cannot start at 6; it may at 0, 2, 4")]
    [InlineData("5g.50gb", 0, "no partition profile '5g.50gb'; known: 1g.10gb, 1g.20gb, 2g.20gb, 3g.40gb, 4g.40gb, 7g.80gb, 1g.10gb+me")]
    public void What_is_not_legal_is_refused_and_changes_nothing(string profile, int start, string message)
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        partitioner.Create(0, "2g.20gb", 0);
        var before = gpus.Lines;

        Assert.Contains(message, GpuBench.Refuses(() => partitioner.Create(0, profile, start)).Message, StringComparison.Ordinal);
        Assert.Equal(before, gpus.Lines);
    }

    [Fact]
    public void More_compute_slices_or_media_engines_than_there_are_are_refused()
    {
        using var gpus = new FakeGpus("a100-80gb", "a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        partitioner.Create(0, "4g.40gb", 0);
        partitioner.Create(0, "1g.10gb", 4);
        partitioner.Create(0, "1g.10gb", 5);
        partitioner.Create(1, "1g.10gb+me", 0);

        Assert.Contains("no room", GpuBench.Refuses(() => partitioner.Create(0, "2g.20gb", 6 - 2)).Message, StringComparison.Ordinal);
        Assert.Contains("no room", GpuBench.Refuses(() => partitioner.Create(1, "1g.10gb+me", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_cut_only_with_consent()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = NvidiaPartitioner.Open(GpuBench.Options(gpus) with { MayCut = false });

        Assert.Equal("GPU 0 is not cut without consent: give --yes", GpuBench.Refuses(() => partitioner.Create(0, "1g.10gb", 0)).Message);
    }

    [Fact]
    public void A_device_on_which_others_compute_is_not_touched()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        var segment = partitioner.Create(0, "1g.10gb", 0);
        gpus.Add("process 0 4194301 7", "process 0 4194302 7");
        var before = gpus.Lines;

        const string Message = "GPU 0 is used by others: process 4194301, 4194302; end them first";
        Assert.Equal(Message, GpuBench.Refuses(() => partitioner.Create(0, "1g.10gb", 1)).Message);
        Assert.Equal(Message, GpuBench.Refuses(() => partitioner.Destroy(segment)).Message);
        Assert.Equal(before, gpus.Lines);
    }

    [Fact]
    public void Its_own_workers_do_not_keep_it_from_changing_what_they_do_not_use()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        partitioner.Create(0, "1g.10gb", 0);
        gpus.Add($"process 0 {Environment.ProcessId} 1");

        Assert.Equal("1g.10gb", partitioner.Create(0, "1g.10gb", 1).Profile);
        Assert.Contains("in use", GpuBench.Refuses(() => partitioner.Destroy(partitioner.Segments()[0])).Message, StringComparison.Ordinal);
        Assert.Equal(2, partitioner.Segments().Count(s => s.IsWhole));
    }

    [Fact]
    public void A_second_controller_is_refused_with_the_name_of_the_first_until_that_ends()
    {
        using var gpus = new FakeGpus("a100-80gb", "a100-80gb");
        using (NvidiaPartitioner.Open(GpuBench.Options(gpus) with { Gpus = [1] }))
        {
            Assert.Contains($"GPU 1 is controlled by process {Environment.ProcessId}", GpuBench.Refuses(() => GpuBench.Open(gpus)).Message, StringComparison.Ordinal);
            using var other = NvidiaPartitioner.Open(GpuBench.Options(gpus) with { Gpus = [0] });
        }

        using var next = GpuBench.Open(gpus);
        Assert.Equal(2, next.Devices.Count);
    }

    [Theory]
    [InlineData("a100-80gb:off", "GPU 0 has MIG disabled; 'nvidia-smi -i 0 -mig 1' as root enables it")]
    [InlineData("a100-80gb:enabling", "GPU 0 has MIG disabled until it is reset")]
    public void Without_MIG_a_device_is_listed_and_not_cut_and_it_says_how_to_enable_it(string gpu, string message)
    {
        using var gpus = new FakeGpus(gpu);
        using var partitioner = GpuBench.Open(gpus);

        Assert.Single(partitioner.Devices);
        Assert.Empty(partitioner.Segments());
        Assert.StartsWith(message, GpuBench.Refuses(() => partitioner.Create(0, "1g.10gb", 0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t4", "no GPU here can be cut: GPU 0 (Tesla T4) has no MIG; GPUs that can be cut: a100-40gb")]
    [InlineData("gh200", "no GPU here can be cut: GPU 0 (NVIDIA GH200 480GB, 97871 MiB) is no model that tangram knows: a100-40gb")]
    [InlineData("a30-24gb:lost", "the GPU has fallen off the bus")]
    public void A_machine_without_a_device_that_can_be_cut_says_why(string gpu, string message)
    {
        using var gpus = new FakeGpus(gpu);

        Assert.Contains(message, GpuBench.Refuses(() => GpuBench.Open(gpus)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_are_numbered_by_model_and_others_are_left_out()
    {
        using var gpus = new FakeGpus("t4", "a30-24gb", "a100-80gb", "gh200", "a30-24gb");
        using var partitioner = GpuBench.Open(gpus);

        Assert.Equal([(0, "a30-24gb"), (1, "a30-24gb"), (2, "a100-80gb")], partitioner.Devices.Select(d => (d.Number, d.Model.Name)));
        Assert.Equal([1, 4, 2], partitioner.Gpus.Select(g => g.Index));
        partitioner.Create(1, "2g.12gb", 2);
        Assert.Equal(["gpu 4 profile 5 at 2 with 1"], gpus.Layout);
    }

    [Fact]
    public void A_GPU_instance_without_its_compute_instance_is_told_of_and_can_be_destroyed()
    {
        using var gpus = new FakeGpus("a100-80gb");
        gpus.Add("gi 0 1 9 4", "gi 0 2 14 0", "ci 0 2 0 0 0 1", "ci 0 2 1 0 1 2");
        using var partitioner = GpuBench.Open(gpus);

        var segments = partitioner.Segments();

        Assert.Equal([("2g.20gb", false), ("3g.40gb", false)], segments.Select(s => (s.Profile, s.IsWhole)));
        Assert.Contains("no compute instance for all of it", GpuBench.Refuses(() => partitioner.SettingsOf(segments[1], 1)).Message, StringComparison.Ordinal);
        Assert.All(segments, partitioner.Destroy);
        Assert.Empty(gpus.Layout);
    }

    [Fact]
    public void What_somebody_else_destroyed_cannot_be_destroyed_again()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        var segment = partitioner.Create(0, "1g.10gb", 3);
        gpus.Remove("ci ");
        gpus.Remove("gi ");

        Assert.Equal("GPU 0: there is no segment 1g.10gb at 3; there: none", GpuBench.Refuses(() => partitioner.Destroy(segment)).Message);
    }

    private delegate int CreateAnywhere(nint device, uint profile, out nint instance);
}

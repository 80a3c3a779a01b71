using Tangram.Core.Devices;

namespace Tangram.Core.Tests.Devices;

/// <summary>The CPU as a device.</summary>
public sealed class CpuDeviceTests
{
    [Theory]
    [InlineData(1, "1c")]
    [InlineData(2, "1c 2c")]
    [InlineData(4, "1c 2c 4c")]
    [InlineData(6, "1c 2c 4c 6c")]
    [InlineData(9, "1c 2c 4c 8c 9c")]
    public void Profiles_are_the_powers_of_two_and_the_whole(int cores, string profiles) =>
        Assert.Equal(profiles.Split(' '), CpuDevice.Model(cores, 1024).Profiles.Select(p => p.Name));

    [Fact]
    public void A_profile_starts_at_any_core_and_has_its_share_of_the_memory()
    {
        var device = CpuDevice.Model(6, 6000);

        Assert.Equal([0, 1, 2], device.Find("4c")!.Starts);
        Assert.Equal([1000, 2000, 4000, 6000], device.Profiles.Select(p => p.MemoryMiB));
        Assert.Equal((6, 6, "cpu"), (device.ComputeSlices, device.MemorySlices, device.Name));
        Assert.Null(device.Find("3c"));
    }

    [Theory]
    [InlineData(1, 2, "0.5c 1c")]
    [InlineData(2, 2, "0.5c 1c 2c")]
    [InlineData(3, 2, "0.5c 1c 2c 3c")]
    [InlineData(2, 4, "0.25c 0.5c 1c 2c")]
    [InlineData(6, 4, "0.25c 0.5c 1c 2c 4c 6c")]
    public void Cores_that_are_cut_offer_their_parts_too(int cores, int slicesPerCore, string profiles) =>
        Assert.Equal(profiles.Split(' '), CpuDevice.Model(cores, 1024, slicesPerCore).Profiles.Select(p => p.Name));

    [Fact]
    public void Parts_lie_within_a_core_and_whole_cores_begin_with_one()
    {
        var device = CpuDevice.Model(3, 6000, 4);

        Assert.Equal((12, 12), (device.ComputeSlices, device.MemorySlices));
        Assert.Equal(Enumerable.Range(0, 12), device.Find("0.25c")!.Starts);
        Assert.Equal([0, 2, 4, 6, 8, 10], device.Find("0.5c")!.Starts);
        Assert.Equal([0, 4, 8], device.Find("1c")!.Starts);
        Assert.Equal([0, 4], device.Find("2c")!.Starts);
        Assert.Equal([0], device.Find("3c")!.Starts);
        Assert.Equal([500, 1000, 2000, 4000, 6000], device.Profiles.Select(p => p.MemoryMiB));
    }

    [Fact]
    public void It_knows_how_its_cores_are_cut_and_can_be_had_with_others()
    {
        var device = CpuDevice.Model(3, 6000, 2);

        Assert.Equal((2, 1, 1), (CpuDevice.SlicesPerCore(device), CpuDevice.SlicesPerCore(CpuDevice.Model(3, 1)), CpuDevice.SlicesPerCore(A100.Plain)));
        Assert.Equal((8, 8000), (CpuDevice.With(device, cores: 4).ComputeSlices, CpuDevice.With(device, cores: 4).Profiles[^1].MemoryMiB));
        Assert.Equal((12, 6000), (CpuDevice.With(device, slicesPerCore: 4).ComputeSlices, CpuDevice.With(device, slicesPerCore: 4).Profiles[^1].MemoryMiB));
    }

    [Theory]
    [InlineData(1, 0, 2, "5 6")]
    [InlineData(1, 2, 1, "7")]
    [InlineData(2, 0, 1, "5")]
    [InlineData(2, 1, 1, "5")]
    [InlineData(2, 2, 2, "6")]
    [InlineData(2, 2, 4, "6 7")]
    [InlineData(4, 6, 2, "6")]
    public void Slices_lie_on_their_cores(int slicesPerCore, int start, int slices, string cores) =>
        Assert.Equal(cores, string.Join(' ', CpuDevice.CoresOf([5, 6, 7], slicesPerCore, start, slices)));

    [Fact]
    public void Names_tell_parts_of_a_core() => Assert.Equal(
        ["0.25c", "0.5c"],
        CpuDevice.Model(6, 1024, 4).Profiles.Concat(DeviceCatalog.Gpus.SelectMany(g => g.WithMedia.Profiles)).Select(p => p.Name).Where(CpuDevice.IsPartOfCore));

    [Fact]
    public void Cores_are_not_cut_into_thirds() => Assert.Throws<ArgumentOutOfRangeException>(() => CpuDevice.Model(2, 1024, 3));

    [Fact]
    public void A_machine_with_much_memory_does_not_overflow() =>
        Assert.Equal(int.MaxValue, CpuDevice.Model(128, int.MaxValue).Find("128c")!.MemoryMiB);

    [Fact]
    public void Less_than_one_core_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => CpuDevice.Model(0, 1024));

    [Fact]
    public void A_segment_type_names_its_processes()
    {
        var profile = CpuDevice.Model(1, 1024).Profiles[0];

        Assert.Equal(("1c", "1c×2"), (new SegmentType(profile, 1).ToString(), new SegmentType(profile, 2).ToString()));
    }
}

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

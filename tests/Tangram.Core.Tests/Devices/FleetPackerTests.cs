using Tangram.Core.Devices;

namespace Tangram.Core.Tests.Devices;

/// <summary>Packing onto the fewest devices, against facts, brute force and bounds.</summary>
public sealed class FleetPackerTests
{
    [Theory]
    [InlineData("7g", 1)]
    [InlineData("4g 3g", 1)]
    [InlineData("3g 3g 1g", 2)]
    [InlineData("4g 4g 3g 3g", 2)]
    [InlineData("2g 2g 2g 2g", 2)]
    [InlineData("1g.10gb 1g.10gb 1g.10gb 1g.10gb 1g", 2)]
    [InlineData("3g 3g 3g 3g 2g 2g 1g 1g 1g", 3)]
    [InlineData("", 0)]
    public void Known_collections_need_so_many_devices(string wanted, int devices)
    {
        var counts = Counts(A100.WithDoubleMemory, wanted);

        Assert.Equal(devices, FleetPacker.FewestDevices(A100.WithDoubleMemory, counts));
        AssertHolds(A100.WithDoubleMemory, counts, devices);
    }

    [Theory]
    [MemberData(nameof(DeviceModels.Names), MemberType = typeof(DeviceModels))]
    public void As_few_devices_are_used_as_trying_everything_finds(string name)
    {
        var device = DeviceModels.Get(name);
        var random = new Random(7);
        for (var round = 0; round < 100; round++)
        {
            var counts = RandomCounts(device, random, 5);
            var fewest = BruteForcePacking.FewestDevices(device, counts);

            Assert.Equal(fewest, FleetPacker.FewestDevices(device, counts));
            AssertHolds(device, counts, fewest);
        }
    }

    [Theory]
    [MemberData(nameof(DeviceModels.Names), MemberType = typeof(DeviceModels))]
    public void No_packing_uses_more_devices_than_first_fit_or_fewer_than_slices_and_memory_need(string name)
    {
        var device = DeviceModels.Get(name);
        var random = new Random(11);
        for (var round = 0; round < 1000; round++)
        {
            var counts = RandomCounts(device, random, random.Next(1, 12));
            var layouts = FleetPacker.Pack(device, counts)!;

            Assert.True(layouts.Count <= BruteForcePacking.FirstFit(device, counts));
            Assert.True(layouts.Count * device.ComputeSlices >= counts.Zip(device.Profiles, (n, p) => n * p.ComputeSlices).Sum());
            Assert.True(layouts.Count * device.MemorySlices >= counts.Zip(device.Profiles, (n, p) => n * p.MemorySlices).Sum());
            AssertHolds(device, counts, FleetPacker.FewestDevices(device, counts)!.Value);
        }
    }

    [Theory]
    [MemberData(nameof(DeviceModels.Names), MemberType = typeof(DeviceModels))]
    public void Many_devices_are_packed_as_exactly_as_few(string name)
    {
        var device = DeviceModels.Get(name);
        var random = new Random(13);
        for (var round = 0; round < 20; round++)
        {
            var counts = RandomCounts(device, random, 10_000);

            AssertHolds(device, counts, DeviceFacets.Of(device).Max(f => f.Devices(counts)));
        }
    }

    [Fact]
    public void A_device_on_which_the_prices_promise_too_much_is_packed_exactly_all_the_same()
    {
        Assert.Equal(1, DeviceFacets.Of(DeviceModels.Hard).Max(f => f.Devices([1, 1, 1])));
        Assert.Equal(2, FleetPacker.FewestDevices(DeviceModels.Hard, [1, 1, 1]));
        var random = new Random(17);
        for (var round = 0; round < 100; round++)
        {
            var counts = RandomCounts(DeviceModels.Hard, random, 7);

            AssertHolds(DeviceModels.Hard, counts, BruteForcePacking.FewestDevices(DeviceModels.Hard, counts));
        }
    }

    [Fact]
    public void Devices_of_any_geometry_are_packed_exactly()
    {
        var random = new Random(19);
        for (var round = 0; round < 60; round++)
        {
            var device = DeviceModels.Random(random);
            for (var i = 0; i < 20; i++)
            {
                var counts = RandomCounts(device, random, 4);
                var fewest = BruteForcePacking.FewestDevices(device, counts);

                Assert.Equal(fewest, FleetPacker.FewestDevices(device, counts));
                AssertHolds(device, counts, fewest);
            }
        }
    }

    [Fact]
    public void A_profile_that_fits_no_device_is_said_to_have_no_place()
    {
        var device = A100.A30 with { ComputeSlices = 2 };

        Assert.Null(FleetPacker.Pack(device, [0, 0, 1]));
        Assert.Null(FleetPacker.FewestDevices(device, [1, 1, 1]));
        Assert.Equal(1, FleetPacker.FewestDevices(device, [0, 1, 0]));
    }

    [Fact]
    public void Counts_that_do_not_match_the_profiles_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FleetPacker.Pack(A100.A30, [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FleetPacker.FewestDevices(A100.A30, [1, -1, 0]));
    }

    [Fact]
    public void Cores_are_shared_out_from_the_first_one_on() =>
        Assert.Equal([new PlacedSegment(1, 0), new PlacedSegment(0, 2)], Assert.Single(FleetPacker.Pack(CpuDevice.Model(4, 1024), [1, 1, 0])!).Segments);

    [Fact]
    public void Parts_of_cores_come_after_whole_ones() =>
        Assert.Equal(
            [new PlacedSegment(1, 0), new PlacedSegment(0, 2), new PlacedSegment(0, 3)],
            Assert.Single(FleetPacker.Pack(CpuDevice.Model(2, 1024, 2), [2, 1, 0])!).Segments);

    private static int[] Counts(DeviceModel device, string wanted) =>
        [.. device.Profiles.Select(p => wanted.Split(' ').Count(name => name == p.Name))];

    private static int[] RandomCounts(DeviceModel device, Random random, int most) =>
        [.. device.Profiles.Select(_ => random.Next(3) == 0 ? 0 : random.Next(most))];

    private static void AssertHolds(DeviceModel device, int[] counts, int devices)
    {
        var layouts = FleetPacker.Pack(device, counts)!;

        Assert.Equal(devices, layouts.Count);
        Assert.All(layouts, layout => Assert.True(layout.IsLegal(device) && layout.Segments.Count > 0));
        Assert.Equal(counts, device.Profiles.Select((_, size) => layouts.Sum(l => l.Segments.Count(s => s.Size == size))));
    }
}

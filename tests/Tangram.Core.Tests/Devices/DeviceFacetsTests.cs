using Tangram.Core.Devices;

namespace Tangram.Core.Tests.Devices;

/// <summary>Prices that bound the devices from below.</summary>
public sealed class DeviceFacetsTests
{
    [Fact]
    public void An_A100_has_the_facets_that_are_known()
    {
        Assert.Equal(
            ["0 0 0 1 1 / 1", "0 1 1 2 3 / 3", "1 2 3 4 7 / 7", "1 2 4 4 8 / 8"],
            DeviceFacets.Of(A100.Plain).Select(Words));
        Assert.Equal(
            ["0 0 0 0 1 1 / 1", "0 0 1 1 2 3 / 3", "1 1 2 3 4 7 / 7", "1 2 2 4 4 8 / 8"],
            DeviceFacets.Of(A100.WithDoubleMemory).Select(Words));
        Assert.Equal(["1 2 4 / 4"], DeviceFacets.Of(A100.A30).Select(Words));
    }

    [Fact]
    public void A_CPU_is_priced_in_pieces_of_every_size() =>
        Assert.Equal(["1 2 4 6 / 6", "0 0 1 1 / 1"], DeviceFacets.Of(CpuDevice.Model(6, 1024)).Select(Words));

    [Theory]
    [MemberData(nameof(DeviceModels.Names), MemberType = typeof(DeviceModels))]
    public void No_layout_costs_more_than_the_device_and_some_layout_costs_as_much(string name)
    {
        var device = DeviceModels.Get(name);
        var layouts = LayoutEnumeration.All(device).Select(l => DeviceModels.Counts(device, l)).ToList();

        Assert.All(DeviceFacets.Of(device), facet => Assert.Equal(facet.Capacity, layouts.Max(facet.Price)));
    }

    [Theory]
    [MemberData(nameof(DeviceModels.Names), MemberType = typeof(DeviceModels))]
    public void The_sharpest_price_rounded_up_is_the_fewest_devices(string name)
    {
        var device = DeviceModels.Get(name);
        var random = new Random(3);
        for (var round = 0; round < 100; round++)
        {
            int[] counts = [.. device.Profiles.Select(_ => random.Next(5))];

            Assert.Equal(BruteForcePacking.FewestDevices(device, counts), DeviceFacets.Of(device).Max(f => f.Devices(counts)));
        }
    }

    [Fact]
    public void No_facet_of_a_random_device_asks_for_more_devices_than_are_needed()
    {
        var random = new Random(5);
        for (var round = 0; round < 100; round++)
        {
            var device = DeviceModels.Random(random);
            int[] counts = [.. device.Profiles.Select(_ => random.Next(4))];

            Assert.All(DeviceFacets.Of(device), f => Assert.True(f.Devices(counts) <= BruteForcePacking.FewestDevices(device, counts)));
        }
    }

    [Fact]
    public void They_are_worked_out_once() => Assert.Same(DeviceFacets.Of(A100.Plain), DeviceFacets.Of(A100.Plain));

    private static string Words(DeviceFacet facet) => $"{string.Join(' ', facet.Weights)} / {facet.Capacity}";
}

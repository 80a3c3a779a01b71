using Tangram.Core.Devices;

namespace Tangram.Core.Tests.Devices;

/// <summary>The device files against the facts about the hardware, and every one of them against what holds of all.</summary>
public sealed class DeviceCatalogTests
{
    public static TheoryData<string> Gpus => [.. DeviceCatalog.Gpus.Select(g => g.Name)];

    public static TheoryData<string> SevenSliceGpus => [.. DeviceCatalog.Gpus.Where(g => g.ComputeSlices == 7).Select(g => g.Name)];

    [Fact]
    public void These_devices_are_known()
    {
        Assert.Equal(["a100-40gb", "a100-80gb", "a30-24gb", "b200-180gb", "cpu", "h100-80gb", "h200-141gb"], DeviceCatalog.Names);
        Assert.Null(DeviceCatalog.Find("cpu"));
        Assert.Null(DeviceCatalog.Find("A100-80GB"));
    }

    [Theory]
    [InlineData("a100-40gb", "1g.5gb 1g.10gb 2g.10gb 3g.20gb 4g.20gb 7g.40gb | 1g.5gb+me")]
    [InlineData("a100-80gb", "1g.10gb 1g.20gb 2g.20gb 3g.40gb 4g.40gb 7g.80gb | 1g.10gb+me")]
    [InlineData("h100-80gb", "1g.10gb 1g.20gb 2g.20gb 3g.40gb 4g.40gb 7g.80gb | 1g.10gb+me")]
    [InlineData("h200-141gb", "1g.18gb 1g.35gb 2g.35gb 3g.71gb 4g.71gb 7g.141gb | 1g.18gb+me")]
    [InlineData("b200-180gb", "1g.23gb 1g.45gb 2g.45gb 3g.90gb 4g.90gb 7g.180gb | 1g.23gb+me")]
    [InlineData("a30-24gb", "1g.6gb 2g.12gb 4g.24gb | 1g.6gb+me 2g.12gb+me")]
    public void Profiles_have_the_makers_names(string name, string profiles)
    {
        var device = DeviceCatalog.Find(name)!;

        Assert.Equal(profiles, $"{string.Join(' ', device.Profiles.Select(p => p.Name))} | {string.Join(' ', device.MediaProfiles.Select(p => p.Name))}");
    }

    [Fact]
    public void Multiprocessors_are_given_where_they_were_seen()
    {
        Assert.Equal([14, null, 28, 42, 56, 98], DeviceCatalog.Find("a100-80gb")!.Profiles.Select(p => p.Multiprocessors));
        Assert.Equal([16, 26, 32, 60, 64, 132], DeviceCatalog.Find("h100-80gb")!.Profiles.Select(p => p.Multiprocessors));
        Assert.Equal([18, null, null, null, null, null], DeviceCatalog.Find("b200-180gb")!.Profiles.Select(p => p.Multiprocessors));
    }

    [Theory]
    [MemberData(nameof(SevenSliceGpus))]
    public void Seven_slices_can_be_cut_in_as_many_ways_as_the_hardware_knows(string name)
    {
        var device = DeviceCatalog.Find(name)!;
        var plain = WithoutDoubleMemory(device);

        Assert.Equal((298, 19), (LayoutEnumeration.All(plain).Count(), LayoutEnumeration.Maximal(plain).Count()));
        Assert.Equal((723, 78), (LayoutEnumeration.All(device).Count(), LayoutEnumeration.Maximal(device).Count()));
        var collections = LayoutEnumeration.All(plain).Select(l => DeviceModels.Counts(plain, l)).DistinctBy(c => string.Join(' ', c)).ToList();
        Assert.Equal(12, collections.Count(c => !collections.Exists(other => c != other && c.Zip(other).All(n => n.First <= n.Second))));
    }

    [Fact]
    public void An_A30_can_be_cut_to_the_end_in_five_ways() => Assert.Equal(5, LayoutEnumeration.Maximal(DeviceCatalog.Find("a30-24gb")!).Count());

    [Fact]
    public void The_nineteen_are_the_whole_or_a_left_half_with_a_right_half()
    {
        var device = WithoutDoubleMemory(DeviceCatalog.Find("a100-80gb")!);
        string[] left = ["4", "3", "2 2", "2 1 1", "1 1 2", "1 1 1 1"];
        string[] right = ["3", "2 1", "1 1 1"];

        Assert.Equal(
            left.SelectMany(l => right.Select(r => $"{l} {r}")).Append("7").Order(StringComparer.Ordinal),
            LayoutEnumeration.Maximal(device).Select(l => string.Join(' ', l.Segments.OrderBy(s => s.Start).Select(s => device.Profiles[s.Size].ComputeSlices))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("4g.40gb@0 3g.40gb@4", true)]
    [InlineData("3g.40gb@0 3g.40gb@4", true)]
    [InlineData("3g.40gb@0 1g.20gb@6", true)]
    [InlineData("1g.10gb@6", true)]
    [InlineData("1g.20gb@6", true)]
    [InlineData("1g.10gb+me@6", true)]
    [InlineData("1g.10gb@0 1g.10gb+me@1", true)]
    [InlineData("", true)]
    [InlineData("3g.40gb@0 3g.40gb@4 1g.10gb@6", false)]
    [InlineData("3g.40gb@0 1g.10gb@3", false)]
    [InlineData("4g.40gb@0 4g.40gb@4", false)]
    [InlineData("2g.20gb@6", false)]
    [InlineData("1g.10gb@7", false)]
    [InlineData("1g.20gb@1", false)]
    [InlineData("7g.80gb@0 1g.10gb@0", false)]
    [InlineData("1g.10gb+me@0 1g.10gb+me@1", false)]
    public void Layouts_are_legal_or_not(string layout, bool isLegal)
    {
        var device = DeviceCatalog.Find("a100-80gb")!.WithMedia;

        Assert.Equal(isLegal, Layout(device, layout).IsLegal(device));
    }

    [Fact]
    public void One_media_size_of_whichever_kind_fits_an_A30()
    {
        var device = DeviceCatalog.Find("a30-24gb")!.WithMedia;

        Assert.True(Layout(device, "2g.12gb+me@0 2g.12gb@2").IsLegal(device));
        Assert.False(Layout(device, "2g.12gb+me@0 1g.6gb+me@2").IsLegal(device));
    }

    [Theory]
    [MemberData(nameof(Gpus))]
    public void Every_file_describes_hardware_that_can_be(string name)
    {
        var device = DeviceCatalog.Find(name)!;
        var all = device.WithMedia.Profiles;

        Assert.Equal(device.Profiles.OrderBy(p => p.ComputeSlices).ThenBy(p => p.MemorySlices), device.Profiles);
        Assert.All(all, p => Assert.True(new DeviceLayout([new PlacedSegment(all.ToList().IndexOf(p), p.Starts[^1])]).IsLegal(device.WithMedia)));
        Assert.All(all, p => Assert.Matches($"^{p.ComputeSlices}g\\.{p.MemoryMiB / 1024}gb(\\+me)?$", p.Name));
        Assert.All(device.Profiles, p => Assert.Null(p.MaximumPerDevice));
        Assert.All(device.MediaProfiles, p => Assert.Equal((1, true), (p.MaximumPerDevice, p.Name.EndsWith("+me", StringComparison.Ordinal))));
        Assert.Equal((device.ComputeSlices, device.MemorySlices), (device.Profiles[^1].ComputeSlices, device.Profiles[^1].MemorySlices));
        Assert.Contains("NVIDIA MIG user guide", device.Source, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Gpus))]
    public void Parts_of_layouts_are_layouts_and_maximal_ones_cannot_grow(string name)
    {
        var device = DeviceCatalog.Find(name)!;
        var all = LayoutEnumeration.All(device).Select(Key).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(LayoutEnumeration.All(device).Count(), all.Count);
        Assert.All(LayoutEnumeration.All(device), l => Assert.True(l.IsLegal(device)));
        Assert.All(LayoutEnumeration.All(device).Where(l => l.Segments.Count > 0), l => Assert.Contains(Key(new DeviceLayout([.. l.Segments.Skip(1)])), all));
        Assert.All(
            LayoutEnumeration.Maximal(device),
            l => Assert.DoesNotContain(Enumerable.Range(0, device.Profiles.Count).SelectMany(size => device.Profiles[size].Starts.Select(s => new PlacedSegment(size, s))), s => new DeviceLayout([.. l.Segments, s]).IsLegal(device)));
    }

    [Fact]
    public void A_CPU_of_two_cores_is_cut_in_five_ways() => Assert.Equal((5, 2), (LayoutEnumeration.All(CpuDevice.Model(2, 1024)).Count(), LayoutEnumeration.Maximal(CpuDevice.Model(2, 1024)).Count()));

    private static DeviceModel WithoutDoubleMemory(DeviceModel device) =>
        device with { Profiles = [.. device.Profiles.Where(p => p.ComputeSlices > 1 || p.MemorySlices == 1)] };

    private static DeviceLayout Layout(DeviceModel device, string layout) => new(
        [.. layout.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('@')).Select(s => new PlacedSegment(device.Profiles.ToList().FindIndex(p => p.Name == s[0]), int.Parse(s[1])))]);

    private static string Key(DeviceLayout layout) => string.Join(' ', layout.Segments.Select(s => $"{s.Size}@{s.Start}").Order(StringComparer.Ordinal));
}

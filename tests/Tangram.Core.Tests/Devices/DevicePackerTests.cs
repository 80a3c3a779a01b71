using FsCheck;
using FsCheck.Fluent;
using Tangram.Core.Devices;

namespace Tangram.Core.Tests.Devices;

/// <summary>The packer against the facts about the hardware.</summary>
public sealed class DevicePackerTests
{
    [Theory]
    [InlineData("7g")]
    [InlineData("4g 3g")]
    [InlineData("3g 3g")]
    [InlineData("2g 2g 2g 1g")]
    [InlineData("1g 1g 1g 1g 1g 1g 1g")]
    [InlineData("3g 1g 1g 1g 1g")]
    [InlineData("1g.10gb 3g 4g", false)]
    [InlineData("3g 3g 1g", false)]
    [InlineData("4g 4g", false)]
    [InlineData("2g 2g 2g 2g", false)]
    [InlineData("4g 2g 2g", false)]
    [InlineData("7g 1g", false)]
    [InlineData("1g.10gb 1g.10gb 1g.10gb 1g.10gb")]
    public void Known_collections_fit_or_do_not(string wanted, bool fits = true)
    {
        Assert.Equal(fits, DevicePacker.Pack(A100.WithDoubleMemory, Named(wanted)) is not null);
    }

    [Fact]
    public void The_double_memory_profile_may_start_at_slice_six_where_a_2g_may_not()
    {
        Assert.Equal([6, 0, 4], DevicePacker.Pack(A100.WithDoubleMemory, Named("1g.10gb 4g 2g")));
        Assert.Null(DevicePacker.Pack(A100.WithDoubleMemory, Named("1g 4g 2g 2g")));
    }

    [Fact]
    public void The_layouts_are_as_many_as_the_hardware_has()
    {
        Assert.Equal((298, 19), Count(A100.Plain));
        Assert.Equal((723, 78), Count(A100.WithDoubleMemory));
        Assert.Equal(5, Count(A100.A30).Maximal);
    }

    [Fact]
    public void Exactly_the_collections_of_some_placed_layout_fit()
    {
        var placed = Layouts(A100.Plain).Select(l => Key(l.Select(s => s.Profile))).ToHashSet(StringComparer.Ordinal);
        var collections = Collections(A100.Plain, 0, []).ToList();

        Assert.Equal(placed.Count, collections.Count(c => DevicePacker.Pack(A100.Plain, c) is not null));
        Assert.All(collections, c => Assert.Equal(placed.Contains(Key(c)), DevicePacker.Pack(A100.Plain, c) is not null));
    }

    [Fact]
    public void Twelve_collections_are_within_no_other()
    {
        var fitting = Collections(A100.Plain, 0, []).Where(c => DevicePacker.Pack(A100.Plain, c) is not null).ToList();

        // A collection is dominated if another has all its segments and more.
        Assert.Equal(12, fitting.Count(c => !fitting.Exists(other => !ReferenceEquals(c, other) && IsWithin(c, other))));
    }

    [Fact]
    public void Starts_are_legal_and_segments_never_overlap()
    {
        var wishes = Gen.Elements(A100.WithDoubleMemory.Profiles.ToArray()).ListOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(wishes), wanted => IsSound(A100.WithDoubleMemory, [.. wanted])));

        var cores = CpuDevice.Model(16, 1024);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(Gen.Elements(cores.Profiles.ToArray()).ListOf()), wanted => IsSound(cores, [.. wanted])));
    }

    private static List<PartitionProfile> Named(string names) => [.. names.Split(' ').Select(name => A100.WithDoubleMemory.Find(name)!)];

    private static bool IsSound(DeviceModel device, IReadOnlyList<PartitionProfile> wanted)
    {
        if (DevicePacker.Pack(device, wanted) is not { } starts)
        {
            return device.Name != CpuDevice.Name || wanted.Sum(p => p.ComputeSlices) > device.ComputeSlices;
        }

        var taken = wanted.SelectMany((p, i) => Enumerable.Range(starts[i], p.MemorySlices)).ToList();
        return wanted.Zip(starts).All(s => s.First.Starts.Contains(s.Second)) && taken.Distinct().Count() == taken.Count
            && taken.All(s => s < device.MemorySlices) && wanted.Sum(p => p.ComputeSlices) <= device.ComputeSlices;
    }

    private static (int Placed, int Maximal) Count(DeviceModel device)
    {
        var layouts = Layouts(device).ToList();
        return (layouts.Count, layouts.Count(l => !Spots(device).Any(s => Fits(device, l, s))));
    }

    // Every set of spots without overlap, each once: spots are added in a fixed order.
    private static IEnumerable<IReadOnlyList<(PartitionProfile Profile, int Start)>> Layouts(DeviceModel device)
    {
        var spots = Spots(device).ToList();
        return From(0, []);

        IEnumerable<IReadOnlyList<(PartitionProfile Profile, int Start)>> From(int next, IReadOnlyList<(PartitionProfile Profile, int Start)> layout) =>
            Enumerable.Range(next, spots.Count - next).Where(i => Fits(device, layout, spots[i])).SelectMany(i => From(i + 1, [.. layout, spots[i]])).Prepend(layout);
    }

    private static IEnumerable<(PartitionProfile Profile, int Start)> Spots(DeviceModel device) =>
        device.Profiles.SelectMany(p => p.Starts.Select(start => (p, start)));

    private static bool Fits(DeviceModel device, IReadOnlyList<(PartitionProfile Profile, int Start)> layout, (PartitionProfile Profile, int Start) spot) =>
        layout.Sum(s => s.Profile.ComputeSlices) + spot.Profile.ComputeSlices <= device.ComputeSlices
        && layout.All(s => s.Start + s.Profile.MemorySlices <= spot.Start || spot.Start + spot.Profile.MemorySlices <= s.Start);

    private static IEnumerable<IReadOnlyList<PartitionProfile>> Collections(DeviceModel device, int from, IReadOnlyList<PartitionProfile> chosen) =>
        Enumerable.Range(from, device.Profiles.Count - from)
            .Where(i => chosen.Sum(p => p.ComputeSlices) + device.Profiles[i].ComputeSlices <= device.ComputeSlices)
            .SelectMany(i => Collections(device, i, [.. chosen, device.Profiles[i]])).Prepend(chosen);

    private static string Key(IEnumerable<PartitionProfile> profiles) => string.Join('+', profiles.Select(p => p.Name).Order(StringComparer.Ordinal));

    private static bool IsWithin(IReadOnlyList<PartitionProfile> inner, IReadOnlyList<PartitionProfile> outer)
    {
        var left = outer.Select(p => p.Name).ToList();
        return inner.All(p => left.Remove(p.Name));
    }
}

using Tangram.Core.Devices;
using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Tests.Partitioning;

public sealed class LayoutSearchTests
{
    private static readonly DeviceModel Device = DeviceCatalog.Find("a100-80gb")!;

    [Fact]
    public void What_is_there_stays_where_it_is()
    {
        var places = Find([("2g.20gb", 2), ("1g.10gb", 6)], ("2g.20gb", 2), ("1g.10gb", 1));

        Assert.Contains(("2g.20gb", 2), places!);
        Assert.Contains(("1g.10gb", 6), places!);
        Assert.Equal(3, places!.Count);
    }

    [Fact]
    public void What_is_in_the_way_goes_and_no_more()
    {
        // A 4g can only lie at 0; of the two at 0 and 4 the one at 4 stays.
        Assert.Equal([("4g.40gb", 0), ("1g.10gb", 4)], Find([("1g.10gb", 0), ("1g.10gb", 4)], ("4g.40gb", 1), ("1g.10gb", 1)));
    }

    [Theory]
    [InlineData("4g.40gb", 2)]
    [InlineData("1g.10gb", 8)]
    [InlineData("5g.50gb", 1)]
    public void What_no_layout_holds_is_not_found(string profile, int count) => Assert.Null(Find([], (profile, count)));

    [Fact]
    public void Media_sizes_are_found_where_they_are_wanted() =>
        Assert.Equal(7, Find([("1g.10gb+me", 3)], ("1g.10gb+me", 1), ("1g.10gb", 6))!.Count);

    [Fact]
    public void Nothing_is_found_for_nothing() => Assert.Empty(Find([("1g.10gb", 0)])!);

    private static IReadOnlyList<(string Profile, int Start)>? Find((string, int)[] there, params (string Profile, int Count)[] counts) =>
        LayoutSearch.Find(Device, there, counts.ToDictionary(c => c.Profile, c => c.Count));
}

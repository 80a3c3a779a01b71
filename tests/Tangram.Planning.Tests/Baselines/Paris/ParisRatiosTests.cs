using Tangram.Planning.Baselines.Paris;

namespace Tangram.Planning.Tests.Baselines.Paris;

/// <summary>PARIS's five steps.</summary>
public sealed class ParisRatiosTests
{
    [Fact]
    public void The_worked_check_comes_out()
    {
        // The small size serves batches 1 and 2 at 40 and 20 queries/s, the large one 3 and 4 at 30 and 20.
        var small = new ParisSize(1, 2, batch => batch == 1 ? 40 : 20);
        var large = new ParisSize(7, 4, batch => batch == 3 ? 30 : 20);

        var needs = ParisRatios.InstanceSecondsPerQuery([0.2, 0.2, 0.4, 0.2], [small, large]);

        Assert.Equal(0.015, needs[0], 1e-12);
        Assert.Equal(0.4 / 30 + 0.2 / 20, needs[1], 1e-12);
        Assert.Equal(0.02333, needs[1], 1e-5);
    }

    [Fact]
    public void The_knee_is_the_smallest_batch_within_20_percent_of_the_plateau() =>
        Assert.Equal(4, ParisRatios.Knee([(8, 100), (1, 40), (4, 80), (2, 79.9), (16, 99)]));

    [Fact]
    public void A_size_whose_knee_is_not_above_those_of_smaller_ones_serves_nothing_and_the_largest_serves_the_rest()
    {
        Assert.Equal([(1, 4), (5, 2), (5, 8), (9, 32)], ParisRatios.Ranges([4, 2, 8, 6], 32));
        Assert.Equal([(1, 3), (4, 3)], ParisRatios.Ranges([4, 8], 3));

        var idle = new ParisSize(2, 2, _ => 10);
        Assert.Equal([0.4, 0, 0.2], ParisRatios.InstanceSecondsPerQuery([1, 1, 1, 1, 1, 1], [new(1, 4, _ => 10), idle, new(3, 6, _ => 10)]).Select(r => Math.Round(r, 9)));
    }

    [Fact]
    public void Instances_take_all_slices_in_the_ratio_of_the_needs()
    {
        var instances = ParisRatios.Instances([0.015, 0.0233333333], [1, 7], 56);

        Assert.Equal(56, instances[0] + (7 * instances[1]), 1e-9);
        Assert.Equal(0.015 / 0.0233333333, instances[0] / instances[1], 1e-9);
        Assert.Equal([0, 0], ParisRatios.Instances([0, 0], [1, 7], 56));
    }

    [Fact]
    public void What_is_rounded_to_no_layout_is_repaired_to_one_with_at_least_one_of_each()
    {
        // 3g + 3g + 1g takes 7 slices of an A100 and is no layout: a 3g is furthest above its ideal and goes, then a 1g still has room.
        Assert.Equal([2, 1], ParisRepair.Whole(A100.Plain, 1, [(0, 1.2), (2, 1.6)]));
        Assert.Equal([7], ParisRepair.Whole(A100.Plain, 1, [(0, 9.4)]));
        Assert.Equal([1, 1], ParisRepair.Whole(A100.Plain, 1, [(0, 0.0), (3, 0.3)]));
        Assert.Null(ParisRepair.Whole(A100.Plain, 1, [(0, 1.0), (4, 1.0)]));
    }

    [Fact]
    public void Batch_sizes_are_log_normal_up_to_the_largest_unless_given()
    {
        var usual = new BatchSizes(Core.Catalogs.Settings.Empty).Shares(64);
        var given = new BatchSizes(new Core.Catalogs.Settings(new Dictionary<string, string> { ["batch-shares"] = "1 1 2" }));

        Assert.Equal((32, 1.0), (usual.Count, Math.Round(usual.Sum(), 12)));
        // The mode of a log-normal distribution is median · exp(−σ²), here 8 · exp(−0.81) = 3.6.
        Assert.Equal(4, 1 + usual.ToList().IndexOf(usual.Max()));
        Assert.Equal([0.25, 0.25, 0.5], given.Shares(32));
        Assert.Equal([0.5, 0.5], given.Shares(2));
    }
}

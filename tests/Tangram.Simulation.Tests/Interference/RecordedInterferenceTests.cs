using Tangram.Prediction;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;
using Tangram.Scheduling;
using Tangram.Simulation.Interference;

namespace Tangram.Simulation.Tests.Interference;

public sealed class RecordedInterferenceTests
{
    [Fact]
    public void What_pairs_did_to_each_other_is_found_from_overlaps_of_several()
    {
        var random = new Random(5);
        var law = new RecordedInterference([.. Enumerable.Range(0, 2000).Select(_ => Observed("a", ("b", random.NextDouble(), 0.8), ("c", random.NextDouble(), 0.2)))]);

        Assert.Equal(0.8, law.Added("a", "b"), 0.01);
        Assert.Equal(0.2, law.Added("a", "c"), 0.01);
    }

    [Fact]
    public void Co_runners_add_up()
    {
        var law = new RecordedInterference([.. Enumerable.Repeat(Observed("a", ("b", 1, 0.5)), 1000), .. Enumerable.Repeat(Observed("a", ("c", 1, 0.25)), 1000)]);

        Assert.Equal(1, law.Slowdown(Segment("a"), []));
        Assert.Equal(1.75, law.Slowdown(Segment("a"), [Segment("b"), Segment("c")]), 0.01);
    }

    [Fact]
    public void What_was_not_seen_together_disturbs_as_the_mean_does()
    {
        var law = new RecordedInterference([.. Enumerable.Repeat(Observed("a", ("b", 1, 0.5)), 100), .. Enumerable.Repeat(Observed("b", ("a", 1, 0.1)), 100)]);

        Assert.Equal(0.5, law.Added("a", "x"), 0.01);
        Assert.Equal(0.3, law.Added("x", "a"), 0.01);
    }

    [Fact]
    public void Nothing_is_quicker_for_being_beside_another() =>
        Assert.Equal(0, new RecordedInterference([.. Enumerable.Repeat(Observed("a", ("b", 1, -0.3)), 50)]).Added("a", "b"));

    [Fact]
    public void Batches_that_all_ran_alone_are_no_law() =>
        Assert.Throws<ArgumentException>(() => new RecordedInterference([Observed("a")]));

    private static Observation Observed(string own, params (string Variant, double Overlap, double Added)[] beside) => new(
        "b", RunnerOf(own), 10, 10 * (1 + beside.Sum(b => b.Overlap * b.Added)), [.. beside.Select(b => new ObservedCoRunner(RunnerOf(b.Variant), new Presence(0, b.Overlap, b.Overlap)))]);

    private static Runner RunnerOf(string variant) => new(new Signature(variant, 0, 0), 1, 0.5);

    private static Segment Segment(string variant) => new(0, "s", [0], 1, 1, 1, new BatchLatency([(1, TimeSpan.FromMilliseconds(10))], 1)) { Variant = variant };
}

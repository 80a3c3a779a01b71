using Tangram.Control.Estimating;
using Tangram.Control.Observing;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Control.Tests.Estimating;

/// <summary>Estimating how run times drift.</summary>
public sealed class DriftEstimatorTests
{
    // Shorter than a batch on each segment.
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(30);

    private readonly DriftEstimator _estimator = new(ControlSettings.Default);
    private readonly Machine _machine = new(4);
    private readonly Plan _plan;

    public DriftEstimatorTests() => _plan = _machine.PlanFor(10);

    [Fact]
    public void A_drift_is_taken_over_after_twenty_batches_beyond_the_band()
    {
        See(19, 1.2);
        Assert.Null(_estimator.Compare(DriftFactors.None));

        See(1, 1.2);
        var change = _estimator.Compare(DriftFactors.None);

        Assert.NotNull(change);
        Assert.True(change.IsHeavier);
        Assert.Equal(1.2, change.Factors.Of("precise", "1c"), 1e-5);
        Assert.Equal("precise on 1c runs 1.2 times as long as measured, not 1 times", change.Why);
        Assert.Null(_estimator.Compare(change.Factors));
    }

    [Fact]
    public void A_drift_within_the_band_is_let_be()
    {
        See(500, 1.14);

        Assert.Null(_estimator.Compare(DriftFactors.None));
    }

    [Fact]
    public void Batches_that_run_faster_than_measured_are_counted_as_measured()
    {
        See(500, 0.6);

        Assert.Null(_estimator.Compare(DriftFactors.None));
        Assert.Equal(1, _estimator.Estimate("precise", "1c"));
    }

    [Fact]
    public void A_drift_back_is_followed()
    {
        See(100, 1.5);
        var drifted = _estimator.Compare(DriftFactors.None)!.Factors;

        See(200, 1);
        var back = _estimator.Compare(drifted)!;

        Assert.False(back.IsHeavier);
        Assert.Equal(1, back.Factors.Of("precise", "1c"), 0.001);
    }

    [Fact]
    public void What_the_plan_counts_for_neighbours_is_no_drift()
    {
        var beside = _plan with { Instances = [.. _plan.Instances.Select(i => i with { Slowdown = 1.3 })] };

        for (var i = 0; i < 100; i++)
        {
            _estimator.Observe([Run(1, 1.3)], beside, Busy);
        }

        Assert.Equal(1, _estimator.Estimate("precise", "1c")!.Value, 1e-9);
    }

    [Fact]
    public void Batches_seen_together_count_as_those_seen_one_by_one()
    {
        var other = new DriftEstimator(ControlSettings.Default);
        See(10, 1);
        See(30, 2);
        other.Observe([Run(10, 1)], _plan, Busy);
        other.Observe([Run(30, 2)], _plan, Busy);

        Assert.Equal(_estimator.Estimate("precise", "1c")!.Value, other.Estimate("precise", "1c")!.Value, 1e-9);
    }

    [Fact]
    public void A_profile_with_factors_has_longer_latencies_and_less_throughput()
    {
        var factors = new DriftFactors(new Dictionary<(string, string), double> { [("precise", "1c")] = 2 });

        var entry = factors.ApplyTo(_machine.Profile).Find("precise", "1c", 1, 1)!;

        Assert.Equal((144, 160, 176, 5), (entry.P50Milliseconds, entry.P95Milliseconds, Math.Round(entry.P99Milliseconds, 9), entry.ItemsPerSecond));
        Assert.Equal(_machine.Profile.Find("words", "1c", 1, 1), factors.ApplyTo(_machine.Profile).Find("words", "1c", 1, 1)! with { RunMilliseconds = _machine.Profile.Find("words", "1c", 1, 1)!.RunMilliseconds });
    }

    [Fact]
    public void A_segment_type_that_was_not_seen_has_the_median_of_the_variants_factors()
    {
        var factors = new DriftFactors(new Dictionary<(string, string), double> { [("a", "1c")] = 1.2, [("a", "2c")] = 1.4, [("a", "4c")] = 3, [("b", "1c")] = 9 });
        var table = _machine.Profile with { Entries = [new ProfileEntry("a", "1g", 2, 4, 10, 10, 10, 10, 1, [10])] };

        Assert.Equal((1.2, 1.4, 1), (factors.Of("a", "1c"), factors.Of("a", "3c"), factors.Of("c", "1c")));
        Assert.Equal([14.0], factors.ApplyTo(table).Entries[0].RunMilliseconds);
    }

    [Fact]
    public void A_segment_type_of_several_processes_is_found_by_its_own_name()
    {
        var factors = new DriftFactors(new Dictionary<(string, string), double> { [("a", "1g×2")] = 2, [("a", "1g")] = 1 });
        var table = _machine.Profile with { Entries = [new ProfileEntry("a", "1g", 2, 4, 10, 10, 10, 10, 1, [])] };

        Assert.Equal(20, factors.ApplyTo(table).Entries[0].P50Milliseconds);
    }

    [Fact]
    public void Batches_after_pauses_may_run_longer_without_that_being_a_drift()
    {
        var second = TimeSpan.FromSeconds(1);
        for (var i = 0; i < 500; i++)
        {
            _estimator.Observe([Run(2, 1.7)], _plan, second);
        }

        Assert.Null(_estimator.Estimate("precise", "1c"));
        See(100, 1.5);
        Assert.Equal(1.5, _estimator.Estimate("precise", "1c")!.Value, 0.01);

        // Shorter ones always count.
        for (var i = 0; i < 500; i++)
        {
            _estimator.Observe([Run(2, 1.1)], _plan, second);
        }

        Assert.Equal(1.1, _estimator.Estimate("precise", "1c")!.Value, 0.01);
    }

    private static RunObservation Run(long batches, double factor) => new("precise", "1c", batches, TimeSpan.FromMilliseconds(72 * factor * batches), TimeSpan.FromMilliseconds(72 * batches));

    private void See(int batches, double factor)
    {
        for (var i = 0; i < batches; i++)
        {
            _estimator.Observe([Run(1, factor)], _plan, Busy);
        }
    }
}

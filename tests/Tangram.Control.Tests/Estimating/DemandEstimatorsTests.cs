using Tangram.Control.Estimating;

namespace Tangram.Control.Tests.Estimating;

/// <summary>Estimating the demand, by each of the estimators.</summary>
public sealed class DemandEstimatorsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Names => [.. EstimatorCatalog.Demand.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_steady_stream_is_estimated_exactly(string name)
    {
        var estimator = EstimatorCatalog.Demand.Create(name);

        for (var second = 0; second < 100; second++)
        {
            Assert.Equal(7, estimator.Observe(7, Second).RequestsPerSecond, 1e-9);
        }
    }

    [Theory]
    [InlineData("mean", 10, 5)]
    [InlineData("ewma", 10, 5)]
    [InlineData("change", 1, 6)]
    [InlineData("change", 10, 1)]
    [InlineData("change", 100, 1)]
    public void After_a_step_to_four_times_the_demand_it_is_within_a_tenth_after_so_many_observations(string name, long before, int observations)
    {
        var estimator = EstimatorCatalog.Demand.Create(name);
        for (var second = 0; second < 60; second++)
        {
            estimator.Observe(before, Second);
        }

        var after = Enumerable.Range(0, 60).Select(_ => estimator.Observe(4 * before, Second).RequestsPerSecond / (4 * before)).ToList();

        Assert.Equal(observations, 1 + after.FindLastIndex(e => Math.Abs(e - 1) > 0.1) + 1);
    }

    [Theory]
    [InlineData("change", 4, 9)]
    [InlineData("change", 40, 1)]
    public void After_a_step_to_a_quarter_as_well(string name, long before, int observations)
    {
        var estimator = EstimatorCatalog.Demand.Create(name);
        for (var second = 0; second < 60; second++)
        {
            estimator.Observe(before, Second);
        }

        var after = Enumerable.Range(0, 60).Select(_ => estimator.Observe(before / 4, Second).RequestsPerSecond / (before / 4)).ToList();

        Assert.Equal(observations, 1 + after.FindLastIndex(e => Math.Abs(e - 1) > 0.1) + 1);
    }

    [Theory]
    [InlineData("mean", 20)]
    [InlineData("mean:points=30", 3)]
    [InlineData("ewma", 20)]
    public void The_standard_error_is_how_far_the_estimates_of_a_Poisson_stream_lie_from_its_rate(string name, double rate)
    {
        var estimator = EstimatorCatalog.Demand.Create(name);
        var poisson = new Poisson(1);

        var estimates = Enumerable.Range(0, 50_000).Select(_ => estimator.Observe(poisson.Draw(rate), Second)).Skip(100).ToList();

        var deviation = Math.Sqrt(estimates.Average(e => Math.Pow(e.RequestsPerSecond - rate, 2)));
        Assert.InRange(estimates.Average(e => e.StandardError) / deviation, 0.95, 1.05);
        Assert.InRange(estimates.Average(e => e.RequestsPerSecond), rate * 0.98, rate * 1.02);
    }

    [Fact]
    public void Nothing_at_all_leaves_room_for_one_request_in_the_time() =>
        Assert.Equal(new RateEstimate(0, 0.2), Enumerable.Repeat(new MeanDemand(5), 1).SelectMany(e => Enumerable.Range(0, 9).Select(_ => e.Observe(0, Second))).Last());

    [Theory]
    [InlineData(0.3)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(300)]
    public void The_change_estimator_sees_no_change_in_ten_hours_of_a_steady_Poisson_stream_but_rarely(double rate)
    {
        var estimator = EstimatorCatalog.Demand.Create("change");
        var poisson = new Poisson(7);

        var alarms = 0;
        var before = new RateEstimate(0, double.MaxValue);
        for (var second = 0; second < 36_000; second++)
        {
            var now = estimator.Observe(poisson.Draw(rate), Second);
            alarms += second > 400 && now.StandardError > before.StandardError * 1.3 ? 1 : 0;
            before = now;
        }

        Assert.InRange(alarms, 0, 2);
    }
}

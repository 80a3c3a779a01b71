using Tangram.Control.Ladder;

namespace Tangram.Control.Tests;

/// <summary>Demand that goes to and fro.</summary>
public sealed class OscillationTests
{
    private const int Hours = 1;

    public static TheoryData<string> Estimators => ["change", "mean", "ewma"];

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Brings_no_more_plans_than_the_bound_whatever_its_period_and_amplitude(string estimator)
    {
        var settings = ControlSettings.Default with { DemandEstimator = estimator };
        var machine = new Machine(16);
        foreach (var period in (int[])[4, 45, 90, 400, 2000])
        {
            foreach (var (low, high) in ((double, double)[])[(10, 14), (10, 40), (0, 100)])
            {
                foreach (var isSquare in (bool[])[true, false])
                {
                    var (plans, bound) = Count(machine, settings, second => Rate(second, period, low, high, isSquare), period);

                    Assert.True(plans <= bound, $"{estimator}, period {period} s from {low} to {high}, square {isSquare}: {plans} plans, bound {bound:F1}");
                }
            }
        }
    }

    [Fact]
    public void A_change_every_minute_is_soon_planned_for_at_its_highest()
    {
        var machine = new Machine(16);

        var (plans, _) = Count(machine, ControlSettings.Default, second => second % 120 < 60 ? 10 : 80, 1);

        // Holds of 20 and 40 s fit into a minute, 80 s does not; a doubling is forgotten every 640 s.
        Assert.InRange(plans, 3, 2 * (2 + (Hours * 3600 / 640)) + 2);
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_hold_that_did_not_grow_would_bring_several_times_as_many_plans(string estimator)
    {
        var grows = ControlSettings.Default with { DemandEstimator = estimator };
        var machine = new Machine(16);

        var (without, _) = Count(machine, grows with { HoldDoublings = 0 }, second => second % 80 < 40 ? 10 : 80, 1);
        var (with, bound) = Count(machine, grows, second => second % 80 < 40 ? 10 : 80, 1);

        Assert.True(without > 3 * with, $"{without} without, {with} with; bound {bound:F1}");
    }

    // (u + v) · (1 + d + 2·T ÷ l), as the controller's remarks say.
    private static double Bound(ControlSettings settings, double largest, double smallest)
    {
        var ratio = Math.Log(largest / smallest);
        var growth = (1 + settings.Headroom) / (1 + (settings.MarginShare * settings.Headroom));
        var (up, down) = (1 + (ratio / Math.Log(growth)), 1 + (ratio / Math.Log(1 / settings.LowerFraction)));
        return (up + down) * (1 + settings.HoldDoublings + (2 * Hours * 3600 / settings.LongestHold.TotalSeconds));
    }

    private static (int Plans, double Bound) Count(Machine machine, ControlSettings settings, Func<int, double> rate, int seed)
    {
        var poisson = new Poisson(seed);
        var controller = new Controller(machine.Application, machine.Profile, machine.PlanFor(30), machine, settings);
        var stage = new Stage(controller);
        var (largest, smallest) = (30.0, 30.0);
        stage.Run(Hours * 3600, second => poisson.Draw(rate(second)), observation =>
        {
            if (controller.Demand is not null)
            {
                (largest, smallest) = (Math.Max(largest, controller.Wanted), Math.Min(smallest, controller.Wanted));
            }

            return observation;
        });
        Assert.All(stage.Actions, a => Assert.Equal(Rung.Objectives, a.Action.Rung));
        return (stage.Plans.Count(), Bound(settings, largest, smallest));
    }

    private static double Rate(int second, int period, double low, double high, bool isSquare) => isSquare
        ? second % period < period / 2 ? low : high
        : low + ((high - low) * (1 - Math.Cos(2 * Math.PI * second / period)) / 2);
}

using System.Globalization;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Planning.Tests.Problems;

namespace Tangram.Planning.Tests.Planners;

/// <summary>Nothing asked for, a single choice, and more than anybody has.</summary>
public sealed class ExactPlannerExtremeTests
{
    private static readonly DeviceModel Gpu = DeviceCatalog.Find("a100-80gb")!;

    [Fact]
    public void Nothing_asked_for_takes_nothing()
    {
        var problem = OneVariant(0) with { Applications = [] };

        AssertEmpty(problem);
    }

    [Fact]
    public void An_application_that_nobody_asks_for_gets_no_segment() => AssertEmpty(OneVariant(0));

    [Fact]
    public void An_application_that_nobody_asks_for_costs_the_others_nothing()
    {
        var asked = OneVariant(100);
        var idle = asked.Applications[0] with { RequestsPerSecond = 0 };
        var other = asked.Application.Tasks[0] with { Name = "b" };
        var both = asked with { Applications = [asked.Applications[0], idle with { Application = Renamed(asked, other) }] };

        var plan = Solve(both);

        Assert.Equal((Solve(asked).Devices, Solve(asked).Slices), (plan.Devices, plan.Slices));
        Assert.Empty(plan.Applications[1].Tasks[0].Variants);
    }

    [Fact]
    public void A_million_requests_a_second_are_planned_on_ten_thousand_devices()
    {
        // 7 × 1g of 20 items/s are a device's best: 1,000,000 / 140, rounded up. One segment of the last device carries the rest.
        var plan = Solve(OneVariant(1_000_000, devices: 10_000));

        Assert.Equal((7143, 50_000, true), (plan.Devices, plan.Slices, plan.Optimal));
    }

    [Fact]
    public void More_than_all_devices_carry_is_said_to_be()
    {
        var infeasible = Assert.IsType<PlanningOutcome.Infeasible>(Outcome(OneVariant(1_000_000, devices: 7142)));

        Assert.Equal("capacity", infeasible.Binding);
        var written = infeasible.Explanation.Split("serve at most ")[1].Split(' ')[0];
        Assert.InRange(double.Parse(written, CultureInfo.InvariantCulture), 7142 * 140 * (1 - MaximumDemand.Precision), 7142 * 140);
    }

    [Fact]
    public void No_device_at_all_is_said_to_be() =>
        Assert.Equal("capacity", Assert.IsType<PlanningOutcome.Infeasible>(Outcome(OneVariant(1, devices: 0))).Binding);

    private static PlanningProblem OneVariant(double demand, int devices = 40) =>
        new ProblemBuilder { Device = Gpu, Demand = demand }
            .Task("a", null, ("a1", 1)).Entry("a1", "1g.10gb", 1, 10, 20).Entry("a1", "7g.80gb", 1, 5, 100).Build()
            .WithDevice(Gpu, devices) with
        { Siblings = Siblings.Spread };

    private static Core.Applications.Application Renamed(PlanningProblem problem, Core.Applications.ApplicationTask task) => new(
        "other", string.Empty, problem.Application.Objectives, problem.Application.Entry, problem.Application.Answer, [task], [], null);

    private static void AssertEmpty(PlanningProblem problem)
    {
        var plan = Solve(problem);

        Assert.Equal((0, 0), (plan.Devices, plan.Slices));
        Assert.Empty(plan.Instances);
    }

    private static Plan Solve(PlanningProblem problem)
    {
        var plan = Assert.IsType<PlanningOutcome.Planned>(Outcome(problem)).Plan;
        Assert.Empty(PlanChecker.Check(problem, plan));
        return plan;
    }

    private static PlanningOutcome Outcome(PlanningProblem problem) =>
        PlannerCatalog.Planners.Create("exact", Settings.Empty).Plan(problem, TestContext.Current.CancellationToken);
}

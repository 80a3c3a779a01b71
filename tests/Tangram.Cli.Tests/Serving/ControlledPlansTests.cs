using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning;
using Tangram.Simulation;

namespace Tangram.Cli.Tests.Serving;

/// <summary>The plans that a server makes for itself.</summary>
public sealed class ControlledPlansTests : IDisposable
{
    private const double Attainment = 0.995;

    private readonly TestFolder _folder = new TestFolder().WithApplication(latency: "800").WithProfile();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_largest_demand_is_one_whose_plan_holds_in_simulation()
    {
        var (application, profile) = (ApplicationFile.Load(_folder.At("application.yaml")), ProfileFile.Load(_folder.Profile));
        var most = Largest(new ControlledPlans(reserve: 0, attainment: null), application, profile);
        Assert.InRange(AttainmentOf(most, application, profile), 0, Attainment);

        var held = Largest(new ControlledPlans(reserve: 0, Attainment), application, profile);

        Assert.InRange(AttainmentOf(held, application, profile), Attainment - 0.01, 1);
        Assert.InRange(held.Applications[0].Demand, most.Applications[0].Demand / 3, most.Applications[0].Demand * 0.99);
    }

    [Fact]
    public void Where_none_holds_it_says_so()
    {
        var (application, profile) = (ApplicationFile.Load(_folder.At("application.yaml")), ProfileFile.Load(_folder.Profile));

        var none = new ControlledPlans(reserve: 0, attainment: 1.01).Plan(application, profile, null, previous: null, TestContext.Current.CancellationToken);

        Assert.StartsWith("no plan answers", Assert.IsType<PlanningOutcome.Infeasible>(none).Explanation, StringComparison.Ordinal);
    }

    private static Plan Largest(ControlledPlans plans, Application application, ProfileTable profile) =>
        Assert.IsType<PlanningOutcome.Planned>(plans.Plan(application, profile, null, previous: null, TestContext.Current.CancellationToken)).Plan;

    private static double AttainmentOf(Plan plan, Application application, ProfileTable profile) =>
        new SimulationJudge([application], [profile]) { Seed = 5 }.Judge(plan, TestContext.Current.CancellationToken).Attainment;
}

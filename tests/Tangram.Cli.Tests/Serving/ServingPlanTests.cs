using Tangram.Cli.Files;
using Tangram.Cli.Plans;
using Tangram.Cli.Serving;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning;

namespace Tangram.Cli.Tests.Serving;

/// <summary>Which plans a server takes.</summary>
public sealed class ServingPlanTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().WithApplication(latency: "800").WithProfile();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Siblings.Wait)]
    [InlineData(Siblings.Spread)]
    public void On_GPUs_a_plan_says_whether_siblings_wait(Siblings siblings) =>
        Assert.Empty(ServingPlan.Faults(Application, OfGpus, PlanFor(OfGpus, siblings, devices: 2), devices: 2));

    [Fact]
    public void On_cores_siblings_wait() =>
        Assert.Contains(ServingPlan.Faults(Application, OfCores, PlanFor(OfCores, Siblings.Spread)), f => f is { Path: "siblings", Message: "is 'spread', not 'wait'" });

    [Fact]
    public void A_plan_for_more_GPUs_than_there_are_is_refused() =>
        Assert.NotEmpty(ServingPlan.Faults(Application, OfGpus, PlanFor(OfGpus, Siblings.Wait, devices: 2)));

    [Fact]
    public void A_task_of_two_variants_is_refused()
    {
        var plan = PlanFor(OfGpus, Siblings.Spread);
        var planned = plan.Applications[0];
        var mixed = plan with { Applications = [planned with { Tasks = [planned.Tasks[0] with { Variants = [.. planned.Tasks[0].Variants, .. planned.Tasks[0].Variants] }, .. planned.Tasks.Skip(1)] }] };

        var fault = Assert.Single(ServingPlan.Faults(Application, OfGpus, mixed));

        Assert.Equal($"has 2 variants of '{planned.Tasks[0].Name}', and one of each task is served; plan with --variants one", fault.Message);
    }

    private Application Application => ApplicationFile.Load(_folder.At("application.yaml"));

    private ProfileTable OfCores => ProfileFile.Load(_folder.Profile);

    private ProfileTable OfGpus => OfCores with
    {
        Device = "a100-80gb",
        Slices = 7,
        Entries = [.. OfCores.Entries.Where(e => e.Profile == "1c").Select(e => e with { Profile = "1g.10gb" })],
    };

    private Plan PlanFor(ProfileTable profile, Siblings siblings, int devices = 1)
    {
        var problem = ServingPlan.Problem(Application, profile, 1, devices) with { Siblings = siblings };
        return Assert.IsType<PlanningOutcome.Planned>(PlanMaker.Make(PlannerCatalog.Planners.Create("exact", Settings.Empty), problem, forLargestDemand: false, TestContext.Current.CancellationToken)).Plan;
    }
}

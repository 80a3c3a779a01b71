using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Core.Profiles.ParvaGpu;

namespace Tangram.Planning.Tests.Planners;

/// <summary>ParvaGPU's scenarios: its planner against the deployments it published, and the exact planner under the same latency rule.</summary>
public sealed class ParvaGpuScenarioTests
{
    private static readonly OperatorUse NoOperator = new("none", Settings.Empty);

    [Theory]
    [InlineData(1, 10, 2)]
    [InlineData(2, 20, 3)]
    [InlineData(3, 33, 5)]
    [InlineData(4, 48, 7)]
    public void It_takes_the_slices_and_devices_that_were_published(int scenario, int slices, int devices)
    {
        var plan = Plan(scenario);

        Assert.Equal((slices, devices), (plan.Slices, plan.Devices));
    }

    [Theory]
    [InlineData(1, 10, 2)]
    [InlineData(2, 20, 3)]
    [InlineData(3, 30, 5)]
    [InlineData(4, 44, 7)]
    public void The_exact_planner_needs_at_most_as_much_and_proves_it(int scenario, int slices, int devices)
    {
        var plan = Plan(scenario, "exact");

        Assert.True(plan.Optimal);
        Assert.InRange(plan.Slices, 1, slices);
        Assert.InRange(plan.Devices, 1, devices);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_device_holds_the_segments_that_were_published(int scenario)
    {
        var plan = Plan(scenario);
        var made = plan.Placements.Join(plan.Instances, p => p.Instance, i => i.Id, (p, i) => $"{p.Device}: {i.Variant} on {i.Slices}, batch {i.Batch}, {i.Concurrency} processes");
        var published = Published(scenario).Select(r => $"{r[1]}: {r[2]} on {r[4]}, batch {r[5]}, {r[6]} processes");

        Assert.Equal(published.Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// The published starts are where segments begin, and nobody looked whether they overlap: 3 slices at 4 reach to the end, so nothing can begin at 6 beside them,
    /// and 2 slices at 0 cover start 1. Such a segment lies at the next start of the allocator's order that is free, and so do those that wanted that start after it.
    /// Only in scenario 4, device 2, does that move segments that did not overlap themselves: 1 slice at 6 goes to 1, whose two go on to 2 and 3.
    /// </summary>
    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "2: mobilenetv2 1@1 → 1@2")]
    [InlineData(3, "1: resnet50 1@6 → 1@1; 2: vgg19 1@6 → 1@1; 3: vgg16 1@6 → 1@1; 4: resnet50 1@6 → 1@1")]
    [InlineData(4, "2: densenet169 1@6 → 1@1; 2: densenet201 1@1 → 1@2; 2: vgg19 1@2 → 1@3; 3: vgg16 1@1 → 1@3; 3: vgg19 1@6 → 1@2; "
        + "4: resnet50 1@1 → 1@3; 4: vgg16 1@6 → 1@2; 5: resnet50 1@1 → 1@2; 5: resnet50 1@6 → 1@3; 6: resnet50 1@6 → 1@2")]
    public void Starts_differ_only_where_published_segments_overlap(int scenario, string expected)
    {
        var plan = Plan(scenario);
        var made = plan.Placements.Join(plan.Instances, p => p.Instance, i => i.Id, (p, i) => (Key: $"{p.Device}: {i.Variant}", Spot: $"{i.Slices}@{p.Start}")).ToLookup(x => x.Key, x => x.Spot);
        var published = Published(scenario).ToLookup(r => $"{r[1]}: {r[2]}", r => $"{r[4]}@{r[3]}");

        var differences = published.OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g =>
            g.Except(made[g.Key]).Order(StringComparer.Ordinal).Zip(made[g.Key].Except(g).Order(StringComparer.Ordinal), (theirs, ours) => $"{g.Key} {theirs} → {ours}"));
        Assert.Equal(expected, string.Join("; ", differences));
    }

    private static Plan Plan(int scenario, string planner = "parvagpu")
    {
        Assert.SkipWhen(SharedData.WithoutParvaGpu is not null, SharedData.WithoutParvaGpu ?? string.Empty);
        var services = ParvaGpuScenario.Read(SharedData.ParvaGpuFile("SLO", "SLO_latency.csv"), SharedData.ParvaGpuFile("SLO", "SLO_req_rate.csv"), scenario);
        var problem = new PlanningProblem(
            [.. services.Select(s => new ApplicationDemand(Single(s.Model, s.LatencyMilliseconds), s.RequestsPerSecond))],
            [ParvaGpuImport.Read(SharedData.ParvaGpuProfiles()).Profile],
            Inventory.Of(A100.Eighty, 8))
        {
            QueueingFactor = 2 / 0.9,
        };
        var plan = Assert.IsType<PlanningOutcome.Planned>(PlannerCatalog.Planners.Create(planner, Settings.Empty).Plan(problem, TestContext.Current.CancellationToken)).Plan;
        Assert.Empty(PlanChecker.Check(problem, plan));
        return plan;
    }

    private static Application Single(string model, double latency) => new(
        model, string.Empty, new Objectives(latency, 1), NoOperator, NoOperator, [new ApplicationTask("infer", NoOperator, [new Variant(model, string.Empty, [], 1)], null)], [], null);

    private static IEnumerable<string[]> Published(int scenario)
    {
        var number = scenario.ToString(CultureInfo.InvariantCulture);
        var (_, text) = SharedData.ParvaGpuFile("deployment", $"SLO{number}", $"SLO{number}_ParvaGPU_deploy.csv");
        return text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','));
    }
}

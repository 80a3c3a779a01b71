using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;
using Tangram.Planning;
using Tangram.Profiling;

namespace Tangram.Cli.Reproductions;

/// <summary>JigsawServe's figure 3 (arXiv 2603.08797): the largest demand that each of its ablations serves on 120 GPUs, traffic analysis [P].</summary>
/// <remarks>
/// The paper measured its variants on H100s and did not publish the profiles, so the figures differ: what is compared are the ratios, and on which profile is said
/// beside them. Traffic may be split between variants where an ablation may choose them, as its formulation allows.
/// </remarks>
internal static class JigsawFigure3
{
    /// <summary>GPUs in the paper [P].</summary>
    public const int Gpus = 120;

    /// <summary>The example it is about.</summary>
    public const string Example = "traffic";

    /// <summary>The ablations in the figure's order, with the paper's demand over that of <c>unopt</c> [P].</summary>
    public static IReadOnlyList<(string Planner, double PaperRatio)> Paper { get; } =
        [("unopt", 1), ("t", 1.1), ("a", 1.6), ("a+t", 1.9), ("s", 5.25), ("s+t", 7.8), ("a+s", 12.1), ("a+s+t", 21.6)];

    /// <summary>Finds the demands.</summary>
    /// <param name="application">What is served.</param>
    /// <param name="profile">What its variants were measured to do.</param>
    /// <param name="inventory">The devices.</param>
    /// <param name="planners">Gives a planner by its name; the catalogue unless given.</param>
    /// <param name="progress">Is told of each ablation that is done.</param>
    /// <param name="cancellation">Stops.</param>
    public static FigureReport Run(
        Application application, ProfileTable profile, Inventory inventory, Func<string, IPlanner>? planners, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        planners ??= name => PlannerCatalog.Planners.Create(name, Settings.Empty);
        var problem = new PlanningProblem([new ApplicationDemand(application, 1)], [profile], inventory) { AllowsSplits = true };
        var demands = new List<double?>();
        foreach (var (name, _) in Paper)
        {
            progress.Report(new WorkStep((double)demands.Count / Paper.Count, name));
            demands.Add(MaximumDemand.Find(planners(name), problem, cancellation));
        }

        progress.Report(new WorkStep(1, "done"));
        return new FigureReport(
            "jigsaw-fig3",
            application.Name,
            inventory.Pools[0].Model.Name,
            inventory.Count,
            profile.Machine,
            [.. Paper.Select((p, i) => new FigureRow(p.Planner, demands[i], demands[i] / demands[0], p.PaperRatio))]);
    }
}

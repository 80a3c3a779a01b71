using Tangram.Control;
using Tangram.Control.Transitions;
using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Prediction.Serving;

namespace Tangram.Server.Control;

/// <summary>How a served application is controlled.</summary>
/// <param name="Plans">Makes plans.</param>
/// <param name="Inventory">The devices that plans count.</param>
public sealed record ControlSetup(IPlanSource Plans, Inventory Inventory)
{
    /// <summary>When the controller acts.</summary>
    public ControlSettings Settings { get; init; } = ControlSettings.Default;

    /// <summary>Whether what it would do is only told, not done.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether it acts by itself; otherwise plans change when an operator asks for it.</summary>
    public bool IsAutomatic { get; init; } = true;

    /// <summary>Time between observations; above 0, 1 s unless given.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the steps of a transition are expected to take.</summary>
    public StepTimes StepTimes { get; init; } = StepTimes.Cpu;

    /// <summary>What is wrong with a plan that an operator brings; nothing where it would do what it says.</summary>
    public Func<Application, ProfileTable, Plan, IReadOnlyList<Fault>> Check { get; init; } = (_, _, _) => [];

    /// <summary>What predicts slowdowns under a plan; null where nothing does.</summary>
    public Func<Plan, ProfileTable, PredictionSetup?> Foresee { get; init; } = (_, _) => null;

    /// <summary>Folder where the plan that runs is kept for the next start, and the history; nowhere unless given.</summary>
    public string? StateFolder { get; init; }

    /// <summary>How many plans have run before the first; from 0.</summary>
    public long Generation { get; init; }

    /// <summary>Why the first plan is the first, for people.</summary>
    public string Reason { get; init; } = "the server started";
}

using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Control;
using Tangram.Control.Estimating;
using Tangram.Control.Transitions;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;
using Tangram.Server;
using Tangram.Server.Control;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary>Whether and how a server plans anew while it runs.</summary>
internal sealed class ControlOptions
{
    private const string On = "on";
    private const string Manual = "manual";
    private const string Off = "off";

    // What is asked of a plan in simulation unless the user asks for more, or for less.
    private const double Attainment = 0.98;

    private readonly Option<string> _control = new("--control") { Description = "on: plan anew when demand, fan-outs or run times change; manual: only when asked at POST /tangram/plan; off: the plan stays", DefaultValueFactory = _ => On, HelpName = "on|manual|off" };
    private readonly Option<string?> _state = new("--state") { Description = "Folder where the plan that runs is kept for the next start, and the history; $XDG_STATE_HOME/tangram unless given", HelpName = "DIR" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell what would be planned anew, and change nothing" };

    private readonly Option<double?> _headroom = Options.Positive("--headroom", "Planned for beyond the demand estimated, as a share of it; 0.2 unless given", "SHARE");
    private readonly Option<string?> _estimator = new("--estimator") { Description = $"Estimates the demand: {string.Join(", ", EstimatorCatalog.Demand.Names)}; settings after a colon; change unless given", HelpName = "NAME" };
    private readonly Option<double?> _noise = Options.Positive("--noise", "Standard errors of that estimate that are planned for beyond it; 3 unless given", "ERRORS");
    private readonly Option<double?> _drift = Options.Positive("--drift", "How far run times are to depart from those counted with, as a share of them, before a plan is made with them; 0.15 unless given", "SHARE");
    private readonly Option<double?> _hold = Options.Positive("--hold", "Seconds there is to be reason for a smaller plan before it is made; 20 unless given", "SECONDS");

    public ControlOptions() => _control.AcceptOnlyFromAmong(On, Manual, Off);

    public void AddTo(Command command)
    {
        command.Options.Add(_control);
        command.Options.Add(_dryRun);
        command.Options.Add(_state);
        command.Options.Add(_headroom);
        command.Options.Add(_estimator);
        command.Options.Add(_noise);
        command.Options.Add(_drift);
        command.Options.Add(_hold);
    }

    /// <summary>The setup of an application with what controls it, if anything is to.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="setup">The application with its first plan.</param>
    /// <param name="demand">What was asked of plans.</param>
    /// <param name="choice">What predicts.</param>
    public ApplicationSetup Read(ParseResult parsed, ApplicationSetup setup, ServedDemand demand, PredictionChoice choice)
    {
        var control = parsed.GetValue(_control);
        if (control is Off)
        {
            return setup;
        }

        var inventory = ServingPlan.Problem(setup.Application, setup.Profile, 1, demand.Devices).Inventory;
        return setup with
        {
            Control = Setup(setup, inventory, demand, choice) with
            {
                IsAutomatic = control is On,
                IsDryRun = parsed.GetValue(_dryRun),
                Settings = Settings(parsed),
                StateFolder = Folder(parsed),
                Generation = KeptPlan.Find(Folder(parsed), setup.Application.Name)?.Generation ?? 0,
            },
        };
    }

    /// <summary>What is asked of the first plan, and where one may be kept to go on with.</summary>
    public ServedDemand Read(ParseResult parsed, ServedDemand demand) => parsed.GetValue(_control) is Off ? demand : demand with { StateFolder = Folder(parsed) };

    private string Folder(ParseResult parsed) => parsed.GetValue(_state) ?? StateFolder.Default;

    private ControlSettings Settings(ParseResult parsed)
    {
        var settings = ControlSettings.Default;
        try
        {
            return settings with
            {
                Headroom = parsed.GetValue(_headroom) ?? settings.Headroom,
                DemandEstimator = parsed.GetValue(_estimator) ?? settings.DemandEstimator,
                NoiseFactor = parsed.GetValue(_noise) ?? settings.NoiseFactor,
                DriftBand = parsed.GetValue(_drift) ?? settings.DriftBand,
                Hold = parsed.GetValue(_hold) is { } hold ? TimeSpan.FromSeconds(hold) : settings.Hold,
            };
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new InvalidFileException($"--{fault.ParamName!.ToLowerInvariant().Replace("factor", "", StringComparison.Ordinal).Replace("band", "", StringComparison.Ordinal)} {fault.Message.Split(" (Parameter")[0]}", fault);
        }
    }

    private static ControlSetup Setup(ApplicationSetup setup, Inventory inventory, ServedDemand demand, PredictionChoice choice) =>
        new(new ControlledPlans(demand.Reserve, demand.Attainment ?? Attainment) { Devices = demand.Devices }, inventory)
        {
            StepTimes = StepTimes.Of(inventory.Pools[0].Model),
            Check = (application, profile, plan) => ServingPlan.Faults(application, profile, plan, demand.Devices),
            Foresee = (plan, profile) => choice.IsAny
                ? new PredictionSetup(choice, ForeseenLayout.Of(LayoutBuilder.BuildWhole(setup.Application, plan, profile), plan, [profile]))
                : null,
        };
}

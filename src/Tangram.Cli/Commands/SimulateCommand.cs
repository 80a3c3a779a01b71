using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Pages;
using Tangram.Cli.Plans;
using Tangram.Cli.Serving;
using Tangram.Cli.Simulations;
using Tangram.Cli.Terminal;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Core.Time;
using Tangram.Prediction.Serving;
using Tangram.Profiling;
using Tangram.Scheduling.Logging;
using Tangram.Server.Files;
using Tangram.Simulation;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Interference;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram simulate</c>: a plan meets requests in simulated time, decided on by the code that serves.</summary>
internal sealed class SimulateCommand
{
    private const string Help = """
        Simulates a plan with the scheduler that serves: attainment, latencies, drops and utilisation, without a device.

        Example:
          tangram simulate --plan plan.json --application examples/ocr --arrivals mmpp --duration 10m --html simulation.html
        """;

    private const int ComparedReplications = 5;
    private static readonly TimeSpan UsualLoadTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BeforeFault = TimeSpan.FromMilliseconds(200);

    private readonly SimulateOptions _options = new();

    public static Command Create()
    {
        var simulate = new SimulateCommand();
        var command = new Command("simulate", Help);
        simulate._options.AddTo(command);
        command.SetAction(simulate.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        var input = PlanInput.Load(parsed.GetRequiredValue(_options.Application), parsed.GetRequiredValue(_options.Profile), new CpuChoice(Cores: null, parsed.GetValue(_options.SlicesPerCore)), parsed.InvocationConfiguration.Error);
        var plan = PlanInspection.Load(parsed.GetRequiredValue(_options.Plan), input, named: null);
        var load = LoadOf(parsed, plan);
        var setup = SetupOf(parsed, input, plan, load);
        var alternatives = AlternativeChoice.Of(parsed.GetValue(_options.Compare), _options.Policies.Read(parsed), _options.Prediction.Read(parsed));
        var replications = parsed.GetValue(_options.Replications) ?? (alternatives.Count > 1 ? ComparedReplications : 1);
        using (setup.Log)
        {
            var (runs, elapsed) = await WorkProgress.RunAsync(Output.Remarks, "simulating", progress => Task.Run(
                () => SimulationRunner.Run(setup, alternatives, replications, share => progress.Report(new WorkStep(share, load.Description)), cancellation), cancellation));
            setup.Log?.Flush();
            if (setup.Log?.Fault is { } fault)
            {
                throw new InvalidFileException($"{parsed.GetValue(_options.Log)}: {fault.Message}", fault);
            }

            Write(parsed, new SimulationResult(plan, load.Description, setup, runs, elapsed), output);
        }

        return ExitCode.Ok;
    }

    private LoadChoice LoadOf(ParseResult parsed, Plan plan)
    {
        var rates = DemandChoice.Parse(parsed.GetRequiredValue(_options.Rate), "--rate");
        var duration = SimulateOptions.TimeOf(parsed, _options.Duration);
        if (duration == TimeSpan.Zero)
        {
            throw new FormatException("--duration: is above 0");
        }

        var traces = parsed.GetRequiredValue(_options.Trace);
        return traces.Length > 0 ? LoadChoice.OfTraces(traces, rates, plan, duration) : LoadChoice.OfPattern(parsed.GetRequiredValue(_options.Arrivals), rates, plan, duration);
    }

    private SimulationSetup SetupOf(ParseResult parsed, PlanInput input, Plan plan, LoadChoice load)
    {
        var warmUp = SimulateOptions.TimeOf(parsed, _options.WarmUp) ?? load.WarmUp;
        if (warmUp >= load.Duration)
        {
            throw new FormatException($"--warm-up: {TimeText.Write(warmUp)} is not less than the duration of {TimeText.Write(load.Duration)}");
        }

        var changes = FaultChoice.Changes(parsed.GetRequiredValue(_options.Change), SimulateOptions.TimeOf(parsed, _options.LoadTime) ?? UsualLoadTime, input);
        var setup = Built(() => PlanSimulation.Of(input.Applications, plan, changes, input.Tables, load.Start, parsed.GetValue(_options.Noise))) with
        {
            FanOut = FanOutCatalog.Distributions.Create(parsed.GetRequiredValue(_options.FanOut)),
            Interference = InterferenceOf(parsed),
            Policies = _options.Policies.Read(parsed),
            Duration = load.Duration,
            WarmUp = warmUp,
            Seed = parsed.GetValue(_options.Seed),
        };
        setup = setup with { Failures = FaultChoice.Failures(parsed.GetRequiredValue(_options.Fail), setup) };
        FaultChoice.RefuseLate(setup);
        setup = setup with { Prediction = new PredictionSetup(_options.Prediction.Read(parsed), ForeseenLayout.Of(setup.Layout, plan, input.Tables)) };
        var first = AlternativeChoice.Of(parsed.GetValue(_options.Compare), setup.Policies, _options.Prediction.Read(parsed))[0];
        return setup with
        {
            GanttFrom = GanttFrom(setup),
            GanttLength = parsed.GetValue(_options.Html) is null ? TimeSpan.Zero : setup.Duration,
            Log = parsed.GetValue(_options.Log) is { } file ? new DecisionLog(File.Create(file), LogHeader.Of(setup.Layout, first.Policies)) : null,
        };
    }

    private IInterference InterferenceOf(ParseResult parsed) => parsed.GetValue(_options.Observations) is { } file
        ? RecordedLaw.Load(file)
        : InterferenceCatalog.Laws.Create(parsed.GetRequiredValue(_options.Interference));

    // What is of interest is what happens when something breaks.
    private static TimeSpan GanttFrom(SimulationSetup setup)
    {
        var faults = setup.Failures.Select(f => f.At).Concat(setup.Changes.Select(c => c.At)).ToList();
        return faults.Count == 0 ? setup.WarmUp : faults.Min() - Instant.Start is var first && first > BeforeFault ? first - BeforeFault : TimeSpan.Zero;
    }

    private static SimulationSetup Built(Func<SimulationSetup> build)
    {
        try
        {
            return build();
        }
        catch (ArgumentException fault)
        {
            throw new InvalidFileException($"the plans do not go together: {fault.Message.Split(" (Parameter")[0]}", fault);
        }
    }

    private void Write(ParseResult parsed, SimulationResult result, TextWriter output)
    {
        var summary = Summarizing.Of(result);
        if (parsed.GetValue(_options.Html) is { } page)
        {
            AtomicFile.WriteAllText(page, SimulationPage.Write(result, summary));
        }

        if (parsed.GetResult(_options.Json) is not { Implicit: false })
        {
            SimulationTable.Write(output, summary);
        }
        else if (parsed.GetValue(_options.Json) is { } file and not "-")
        {
            AtomicFile.WriteAllText(file, JsonFile.Write(summary));
        }
        else
        {
            output.Write(JsonFile.Write(summary));
        }
    }
}

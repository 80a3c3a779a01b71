using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Core.Files;
using Tangram.Devices.Cpu;
using Tangram.Devices.Partitioning;
using Tangram.Prediction.Serving;
using Tangram.Profiling;
using Tangram.Scheduling;
using Tangram.Server;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram serve [APPLICATION]</c>: serves an application, or the models of a repository, on this machine.</summary>
internal static class ServeCommand
{
    private const string About = """
        Serve an application, or models: plan, start the workers, open the ports

        Example:
          tangram serve examples/ocr &
          curl --data-binary @examples/ocr/pages/01.png localhost:8000/ocr
          tangram serve --model-repository models &
          curl localhost:8000/v2/models/MODEL
        """;

    public static Command Create()
    {
        var application = Options.Application();
        application.Description = "application.yaml, or the folder it lies in; the OCR example unless models are served";
        var plan = new Option<string?>("--plan") { Description = "plan.json; unless given, the exact planner plans for the highest demand, less the reserve", HelpName = "FILE" };
        var profile = Options.Profile();
        var repository = new Option<string?>("--model-repository") { Description = "Folder of ONNX models, laid out as Triton's, to serve beside or instead of an application", HelpName = "DIR" };
        var testModels = new Option<bool>("--test-models") { Description = "Serve the small models that Triton's client examples expect" };
        var demand = new DemandOptions();
        var cores = Options.Cores();
        var slicesPerCore = Options.SlicesPerCore("as the profile given was measured, else 1,");
        var listen = new ListenOptions();
        var telemetry = new TelemetryOptions();
        var policies = new PolicyOptions();
        var log = new Option<string?>("--log") { Description = "Write the decision log here, as JSON lines; 'tangram replay' reads it", HelpName = "FILE" };
        var prediction = new PredictionOptions("best");
        var control = new ControlOptions();
        var observations = new Option<string?>("--observations") { Description = "Append what batches show of each other's slowdown here; 'tangram interference' reads it", HelpName = "FILE" };
        var untilInputEnds = new Option<bool>("--until-input-ends") { Description = "Stop when standard input ends, as a parent process wants it" };
        var command = new Command("serve", About) { application, plan, profile, repository, testModels, cores, slicesPerCore, log, observations, untilInputEnds };
        demand.AddTo(command);
        listen.AddTo(command);
        telemetry.AddTo(command);
        policies.AddTo(command);
        prediction.AddTo(command);
        control.AddTo(command);

        command.SetAction(async (parsed, cancellation) =>
        {
            var choice = prediction.Read(parsed);
            if (parsed.GetValue(observations) is { } observed)
            {
                ObservationFile.RequireWritable(observed);
            }

            var use = ProfileCommand.Cores(parsed.GetValue(cores));
            var options = telemetry.Read(parsed, listen.Read(parsed)) with { Policies = policies.Read(parsed), DecisionLog = parsed.GetValue(log), Observations = parsed.GetValue(observations) };

            // Triton's client examples, which the test models are for, insist on its name.
            var setup = new ServerSetup(parsed.GetValue(testModels) ? options with { Name = "triton" } : options) { Repository = parsed.GetValue(repository), TestModels = parsed.GetValue(testModels), Cores = use };
            var isApplicationServed = parsed.GetResult(application) is { Implicit: false } || (setup.Repository is null && !setup.TestModels);
            if (!isApplicationServed && (options.DecisionLog ?? options.Observations) is { } file)
            {
                throw new InvalidFileException($"{file}: would stay empty: decisions and observations are written of an application, and only models are served; name an application, or leave --log and --observations out");
            }

            if (isApplicationServed)
            {
                var files = new ServedFiles(parsed.GetValue(application)!, parsed.GetValue(profile), parsed.GetValue(plan));
                var served = await ApplicationAsync(files, new CpuUse(use, parsed.GetValue(slicesPerCore)), control.Read(parsed, demand.Read(parsed)), choice, cancellation);
                setup = setup with { Application = control.Read(parsed, served, demand.Read(parsed), choice) };
            }

            return await ServeAsync(setup, parsed.GetValue(untilInputEnds), cancellation);
        });
        return command;
    }

    private static async Task<ApplicationSetup> ApplicationAsync(
        ServedFiles files, CpuUse use, ServedDemand demand, PredictionChoice choice, CancellationToken cancellation)
    {
        var application = ApplicationFile.LoadServable(files.Application);
        var (table, plan) = await ServingPlan.FindAsync(application, use, files.Profile, files.Plan, demand, cancellation);
        return new ApplicationSetup(application, plan, table, use.Cores)
        {
            Prediction = choice.IsAny ? new PredictionSetup(choice, ForeseenLayout.Of(LayoutBuilder.Build(application, plan, table), plan, [table])) : null,
        };
    }

    private static async Task<int> ServeAsync(ServerSetup setup, bool untilInputEnds, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (untilInputEnds)
        {
            _ = Task.Run(() => StopAtEndOfInput(stop), CancellationToken.None);
        }

        using var partitioner = setup.Application is { Control: not null } controlled ? Partitioner(controlled) : null;
        try
        {
            setup = partitioner is null ? setup : setup with { Application = setup.Application! with { Partitioner = partitioner } };
            await using var server = await TangramServer.StartAsync(setup, stop.Token);
            Tell(server, setup);
            await server.RunUntilStoppedAsync(stop.Token);
            return ExitCode.Ok;
        }
        catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new InvalidFileException($"a port cannot be opened: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}; choose others with --port, --grpc-port and --metrics-port", fault);
        }
    }

    private static CpuPartitioner Partitioner(ApplicationSetup setup)
    {
        try
        {
            return new CpuPartitioner(setup.Cores, MachineDescription.MemoryMiB, setup.Profile.SlicesPerCore);
        }
        catch (PartitioningException fault)
        {
            throw new InvalidFileException($"{fault.Message}; or choose other cores with --cores, or --control off", fault);
        }
    }

    // The line that others wait for comes last.
    private static void Tell(TangramServer server, ServerSetup setup)
    {
        var address = server.Address.ToString().TrimEnd('/');
        Console.Out.WriteLine($"gRPC on {server.GrpcAddress.ToString().TrimEnd('/')}");
        Console.Out.WriteLine($"metrics on {server.MetricsAddress}metrics");
        Console.Out.WriteLine($"listening on {address}");
        Console.Out.WriteLine(setup.Application is { } served
            ? $"try: curl --data-binary @FILE {address}/{served.Application.Name}"
            : $"try: curl -X POST {address}/v2/repository/index");
        Console.Out.Flush();
    }

    private static async Task StopAtEndOfInput(CancellationTokenSource stop)
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
        await stop.CancelAsync();
    }

    /// <summary>The files that an application is served by.</summary>
    private sealed record ServedFiles(string Application, string? Profile, string? Plan);
}

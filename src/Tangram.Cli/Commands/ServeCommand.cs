using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Core.Files;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;
using Tangram.Server;
using Tangram.Server.Options;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram serve [APPLICATION]</c>: serves an application, on cores or GPUs, or the models of a repository, on cores.</summary>
internal sealed class ServeCommand
{
    private const string About = """
        Serve an application, or models: plan, start the workers, open the ports

        Example:
          tangram serve examples/ocr &
          curl --data-binary @examples/ocr/pages/01.png localhost:8000/ocr
          tangram serve --model-repository models &
          curl localhost:8000/v2/models/MODEL
          tangram serve examples/ocr --gpus 0,1 --yes
        """;

    private readonly Argument<string> _application = Options.Application();
    private readonly Option<string?> _plan = new("--plan") { Description = "plan.json; unless given, the exact planner plans for the highest demand, less the reserve", HelpName = "FILE" };
    private readonly Option<string?> _profile = Options.Profile();
    private readonly Option<string?> _repository = new("--model-repository") { Description = "Folder of ONNX models, laid out as Triton's, to serve beside or instead of an application", HelpName = "DIR" };
    private readonly Option<bool> _testModels = new("--test-models") { Description = "Serve the small models that Triton's client examples expect" };
    private readonly Option<string?> _log = new("--log") { Description = "Write the decision log here, as JSON lines; 'tangram replay' reads it", HelpName = "FILE" };
    private readonly Option<string?> _observations = new("--observations") { Description = "Append what batches show of each other's slowdown here; 'tangram interference' reads it", HelpName = "FILE" };
    private readonly Option<bool> _untilInputEnds = new("--until-input-ends") { Description = "Stop when standard input ends, as a parent process wants it" };
    private readonly DeviceOptions _devices = new("as the profile given was measured, else 1,");
    private readonly DemandOptions _demand = new();
    private readonly ListenOptions _listen = new();
    private readonly TelemetryOptions _telemetry = new();
    private readonly PolicyOptions _policies = new();
    private readonly PredictionOptions _prediction = new("best");
    private readonly ControlOptions _control = new();

    public static Command Create()
    {
        var serve = new ServeCommand();
        serve._application.Description = "application.yaml, or the folder it lies in; the OCR example unless models are served";
        var command = new Command("serve", About) { serve._application, serve._plan, serve._profile, serve._repository, serve._testModels, serve._log, serve._observations, serve._untilInputEnds };
        serve._devices.AddTo(command);
        serve._demand.AddTo(command);
        serve._listen.AddTo(command);
        serve._telemetry.AddTo(command);
        serve._policies.AddTo(command);
        serve._prediction.AddTo(command);
        serve._control.AddTo(command);
        command.SetAction(serve.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var choice = _prediction.Read(parsed);
        if (parsed.GetValue(_observations) is { } observed)
        {
            ObservationFile.RequireWritable(observed);
        }

        var options = _telemetry.Read(parsed, _listen.Read(parsed)) with { Policies = _policies.Read(parsed), DecisionLog = parsed.GetValue(_log), Observations = parsed.GetValue(_observations) };

        // Triton's client examples, which the test models are for, insist on its name.
        var setup = new ServerSetup(parsed.GetValue(_testModels) ? options with { Name = "triton" } : options)
        {
            Repository = parsed.GetValue(_repository),
            TestModels = parsed.GetValue(_testModels),
            Cores = _devices.Cores(parsed),
        };
        if (parsed.GetResult(_application) is not { Implicit: false } && (setup.Repository is not null || setup.TestModels))
        {
            RequireModelsOnly(parsed, options);
            return await ServeAsync(setup, parsed.GetValue(_untilInputEnds), cancellation);
        }

        using var use = _devices.Read(parsed);
        var wanted = _control.Read(parsed, _demand.Read(parsed)) with { Devices = use.Devices };
        var served = _control.Read(parsed, await ApplicationAsync(parsed, use, wanted, choice, cancellation), wanted, choice);
        setup = setup with { Application = served with { Partitioner = use.Partition(served.Profile, isControlled: served.Control is not null) } };
        return await ServeAsync(setup, parsed.GetValue(_untilInputEnds), cancellation);
    }

    private void RequireModelsOnly(ParseResult parsed, ServerOptions options)
    {
        if ((options.DecisionLog ?? options.Observations) is { } file)
        {
            throw new InvalidFileException($"{file}: would stay empty: decisions and observations are written of an application, and only models are served; name an application, or leave --log and --observations out");
        }

        if (parsed.GetValue(_devices.Gpus) is not null)
        {
            throw new InvalidFileException("--gpus: is for applications, and only models are served, on cores; name an application, or leave --gpus out");
        }
    }

    private async Task<ApplicationSetup> ApplicationAsync(ParseResult parsed, DeviceUse use, ServedDemand demand, PredictionChoice choice, CancellationToken cancellation)
    {
        var application = ApplicationFile.LoadServable(parsed.GetValue(_application)!);
        var (table, plan) = await ServingPlan.FindAsync(application, use, parsed.GetValue(_profile), parsed.GetValue(_plan), demand, cancellation);
        return new ApplicationSetup(application, plan, table, use.WorkerCores)
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

        try
        {
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
}

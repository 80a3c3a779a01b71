using System.CommandLine;
using System.Globalization;
using System.Net;
using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Core.Files;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;
using Tangram.Server;
using Tangram.Server.Options;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram serve [APPLICATION]</c>: serves an application on this machine.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var application = Options.Application();
        var plan = new Option<string?>("--plan") { Description = "plan.json; unless given, the exact planner plans for the highest demand, less the reserve", HelpName = "FILE" };
        var profile = Options.Profile();
        var demand = Options.Positive("--demand", "Requests per second to plan for, where no plan is given", "R");
        var reserve = Options.Fraction("--reserve", 0.2, "Share of every segment's throughput to leave free");
        var verify = new Option<double?>("--verify") { Description = "simulate plans and take the one with the fewest slices that answers this share of requests in time, where no plan is given", HelpName = "ATTAINMENT" };
        Options.Require(verify, v => v is null or (> 0 and < 1), "a number above 0 and below 1, such as 0.994");
        var cores = Options.Cores();
        var port = new Option<int>("--port") { Description = "Port for HTTP, 0 for a free one; 8000 unless given", DefaultValueFactory = _ => 8000, HelpName = "N" };
        Options.Require(port, p => p is >= 0 and <= 65535, "a port from 0 to 65535");
        var address = new Option<IPAddress>("--address") { Description = "Address to listen on; 127.0.0.1 unless given", HelpName = "IP", CustomParser = ParseAddress, DefaultValueFactory = _ => IPAddress.Loopback };
        var policies = new PolicyOptions();
        var log = new Option<string?>("--log") { Description = "Write the decision log here, as JSON lines; 'tangram replay' reads it", HelpName = "FILE" };
        var prediction = new PredictionOptions("best");
        var observations = new Option<string?>("--observations") { Description = "Append what batches show of each other's slowdown here; 'tangram interference' reads it", HelpName = "FILE" };
        var untilInputEnds = new Option<bool>("--until-input-ends") { Description = "Stop when standard input ends, as a parent process wants it" };
        var command = new Command(
            "serve",
            "Serve an application: plan, start the workers, open the port\n\nExample:\n  tangram serve examples/ocr &\n  curl --data-binary @examples/ocr/pages/01.png localhost:8000/ocr") { application, plan, profile, demand, reserve, verify, cores, port, address, log, observations, untilInputEnds };
        policies.AddTo(command);
        prediction.AddTo(command);

        command.SetAction(async (parsed, cancellation) =>
        {
            var choice = prediction.Read(parsed);
            if (parsed.GetValue(observations) is { } observed)
            {
                ObservationFile.RequireWritable(observed);
            }

            var app = ApplicationFile.LoadServable(parsed.GetValue(application)!);
            var use = ProfileCommand.Cores(parsed.GetValue(cores));
            var (table, planned) = await ServingPlan.FindAsync(app, use, parsed.GetValue(profile), parsed.GetValue(plan), new ServedDemand(parsed.GetValue(demand), parsed.GetValue(reserve), parsed.GetValue(verify)), cancellation);
            var options = new ServerOptions
            {
                Address = parsed.GetValue(address)!,
                Port = parsed.GetValue(port),
                Policies = policies.Read(parsed),
                DecisionLog = parsed.GetValue(log),
                Observations = parsed.GetValue(observations),
            };
            var setup = new ServerSetup(app, planned, table, use, options)
            {
                Prediction = choice.IsAny ? new PredictionSetup(choice, ForeseenLayout.Of(LayoutBuilder.Build(app, planned, table), planned, [table])) : null,
            };
            return await ServeAsync(setup, parsed.GetValue(untilInputEnds), cancellation);
        });
        return command;
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
            var address = server.Address.ToString().TrimEnd('/');
            Console.Out.WriteLine($"listening on {address}");
            Console.Out.WriteLine($"try: curl --data-binary @FILE {address}/{setup.Application.Name}");
            Console.Out.Flush();
            await server.RunUntilStoppedAsync(stop.Token);
            return ExitCode.Ok;
        }
        catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new InvalidFileException($"port {setup.Options.Port.ToString(CultureInfo.InvariantCulture)} cannot be opened: {fault.Message}; choose another with --port", fault);
        }
    }

    private static async Task StopAtEndOfInput(CancellationTokenSource stop)
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
        await stop.CancelAsync();
    }

    private static IPAddress? ParseAddress(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
        {
            return address;
        }

        result.AddError($"--address: '{result.Tokens[0].Value}' is not an IP address such as 127.0.0.1 or 0.0.0.0");
        return null;
    }
}

using System.CommandLine;
using Spectre.Console;
using Tangram.Cli.Terminal;
using Tangram.Cli.Watching;
using Tangram.Core.Files;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram top</c>: what a running server does, again and again.</summary>
internal static class TopCommand
{
    private const string UsualAddress = "http://127.0.0.1:8002/metrics";

    public static Command Create()
    {
        var metrics = new Argument<string>("metrics") { Description = $"address of the server's metrics; {UsualAddress} unless given", HelpName = "URL", DefaultValueFactory = _ => UsualAddress };
        var interval = new Option<double>("--interval") { Description = "Seconds between readings; 1 unless given", HelpName = "S", DefaultValueFactory = _ => 1 };
        Options.Require(interval, v => v is >= 0.1 and <= 3600, "a number from 0.1 to 3600");
        var key = new Option<string?>("--api-key") { Description = "Key that the server asks for", HelpName = "KEY" };
        var once = new Option<bool>("--once") { Description = "Show one interval and end, as where the output is no terminal" };
        var json = Options.Json();
        var command = new Command("top", "Show what a running server does: requests, attainment, latency, batches, queues\n\nExample:\n  tangram top     # beside a running tangram serve") { metrics, interval, key, once, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var server = new WatchedServer(Address(parsed.GetValue(metrics)!), parsed.GetValue(key));
            var pause = TimeSpan.FromSeconds(parsed.GetValue(interval));
            var isJson = parsed.GetResult(json) is { Implicit: false };
            if (isJson || parsed.GetValue(once) || Console.IsOutputRedirected)
            {
                var activity = await server.NextAsync(pause, cancellation);
                if (isJson)
                {
                    Output.WriteJson(activity, parsed.GetValue(json));
                }
                else
                {
                    Output.Results.Write(TopTable.Of(activity));
                }

                return ExitCode.Ok;
            }

            return await WatchAsync(server, pause, cancellation);
        });
        return command;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new Uri(text)
            : throw new InvalidFileException($"'{text}' is not an address such as {UsualAddress}");

    // Until the user has seen enough.
    private static async Task<int> WatchAsync(WatchedServer server, TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            var first = await server.NextAsync(pause, cancellation);
            await Output.Results.Live(TopTable.Of(first)).StartAsync(async live =>
            {
                while (true)
                {
                    live.Refresh();
                    live.UpdateTarget(TopTable.Of(await server.NextAsync(pause, cancellation)));
                }
            });
        }
        catch (OperationCanceledException)
        {
            // That is how one leaves.
        }

        return ExitCode.Ok;
    }
}

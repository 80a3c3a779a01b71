using System.CommandLine;
using System.Globalization;
using Tangram.Cli.Files;
using Tangram.Cli.Loads;
using Tangram.Cli.Terminal;
using Tangram.Core.Files;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram load</c>: puts open-loop Poisson load on a running server.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("url") { Description = "Address to post to", DefaultValueFactory = _ => "http://127.0.0.1:8000/ocr", HelpName = "URL" };
        var rate = Options.Positive("--rate", "Mean requests per second; 2 unless given", "R");
        var duration = Options.Positive("--duration", "Seconds to send for; 20 unless given", "SECONDS");
        var objective = Options.Positive("--objective", "Milliseconds within which an answer is in time; 2000 unless given", "MS");
        var body = new Option<string?>("--body") { Description = "A file to post, or a folder whose .png, .pnm, .ppm and .pgm files are posted in turn; the OCR example's pages unless given", HelpName = "PATH" };
        var seed = new Option<int>("--seed") { Description = "Seed of the arrival times; 1 unless given", DefaultValueFactory = _ => 1, HelpName = "N" };
        var json = Options.Json();
        var command = new Command(
            "load",
            "Put open-loop Poisson load on a running server and report latency without coordinated omission\n\nExample:\n  tangram load http://127.0.0.1:8000/ocr --rate 3 --duration 30") { target, rate, duration, objective, body, seed, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new LoadOptions(
                Target(parsed.GetValue(target)!),
                Bodies(parsed.GetValue(body)),
                parsed.GetValue(rate) ?? 2,
                TimeSpan.FromSeconds(parsed.GetValue(duration) ?? 20),
                TimeSpan.FromMilliseconds(parsed.GetValue(objective) ?? 2000),
                parsed.GetValue(seed));
            using var generator = new LoadGenerator(options);
            var report = await WorkProgress.RunAsync(Output.Remarks, $"load of {options.RatePerSecond.ToString(CultureInfo.InvariantCulture)} requests/s", progress => generator.RunAsync(progress, cancellation));
            Write(report, parsed.GetResult(json) is not null, parsed.GetValue(json));
            return report.Sent > 0 && report.Lost == report.Sent ? Unreachable(options.Target, report) : ExitCode.Ok;
        });
        return command;
    }

    private static void Write(LoadReport report, bool asJson, string? file)
    {
        if (asJson)
        {
            Output.WriteJson(report, file);
            return;
        }

        LoadTable.Write(Output.Results, ("load", report));
        foreach (var (error, count) in report.Errors)
        {
            Console.Out.WriteLine($"{count} × {error}");
        }
    }

    private static int Unreachable(Uri target, LoadReport report)
    {
        Output.Say($"no request to {target} was answered ({report.Errors.Keys.FirstOrDefault()}); is a server running there? 'tangram serve' starts one");
        return ExitCode.WrongInput;
    }

    private static Uri Target(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new Uri(text)
            : throw new InvalidFileException($"'{text}' is not an address such as http://127.0.0.1:8000/ocr");

    private static IReadOnlyList<ReadOnlyMemory<byte>> Bodies(string? path)
    {
        var given = path ?? Path.Combine(ExampleApplication.Path, "pages");
        if (File.Exists(given))
        {
            return [File.ReadAllBytes(given)];
        }

        var files = Directory.Exists(given)
            ? Directory.GetFiles(given).Where(f => Path.GetExtension(f) is ".png" or ".pnm" or ".ppm" or ".pgm").Order(StringComparer.Ordinal).ToList()
            : [];
        return files.Count > 0
            ? [.. files.Select(f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f))]
            : throw new InvalidFileException($"--body {given}: there is no such file, nor a folder with .png, .pnm, .ppm or .pgm files");
    }
}

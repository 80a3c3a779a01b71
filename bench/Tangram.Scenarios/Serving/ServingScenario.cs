using System.Globalization;
using Tangram.Cli.Demos;
using Tangram.Server.TestModels;

namespace Tangram.Scenarios.Serving;

/// <summary>What serving costs: requests per second beside a peer's, time added to a request, memory of connections, and memory over time.</summary>
internal static class ServingScenario
{
    private static readonly TimeSpan ShortSoak = TimeSpan.FromSeconds(60);
    private static readonly string[] Parts = ["tiny", "latency", "detection", "connections", "soak"];

    /// <summary>Runs the scenario.</summary>
    /// <param name="arguments"><c>--soak TIME</c> such as <c>30m</c>, <c>--only PART</c>; both may be left out.</param>
    /// <returns>Whether every limit was kept.</returns>
    public static async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        if (!TryRead(arguments, out var soak, out var only))
        {
            await Console.Error.WriteLineAsync($"usage: ./tangram bench serving [--soak TIME] [--only PART]; TIME such as 90s or 30m, parts: {string.Join(", ", Parts)}");
            return false;
        }

        if (Missing() is { Count: > 0 } missing)
        {
            await Console.Error.WriteLineAsync($"{string.Join(", ", missing.Select(t => t.Name))}: not installed; on Debian: apt-get install {string.Join(' ', missing.Select(t => t.Package))}");
            return false;
        }

        var checks = new Checks();
        var models = Directory.CreateTempSubdirectory("tangram-models-");
        try
        {
            TestModelFiles.Write(models.FullName);
            await MeasureAsync(checks, Path.Combine(models.FullName, TinyModel.Name, "1", "model.onnx"), soak, part => only is null || string.Equals(only, part, StringComparison.Ordinal));
        }
        finally
        {
            models.Delete(recursive: true);
        }

        return checks.Passed;
    }

    private static async Task MeasureAsync(Checks checks, string model, TimeSpan soak, Func<string, bool> isWanted)
    {
        Checks.Tell($"load average before the start, on {Environment.ProcessorCount} cores", double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture), "");
        await using (var server = await ServerProcess.StartAsync(["--test-models"], CancellationToken.None))
        {
            if (isWanted("tiny"))
            {
                await TinyRequests.MeasureAsync(checks, server, model);
            }

            if (isWanted("latency"))
            {
                AddedLatency.Measure(checks, server, model);
            }

            if (isWanted("connections"))
            {
                await ManyConnections.MeasureAsync(checks, server);
            }

            if (isWanted("soak"))
            {
                await Soak.MeasureAsync(checks, server, soak);
            }
        }

        if (isWanted("detection"))
        {
            await DetectionRequests.MeasureAsync(checks);
        }
    }

    private static List<Tool> Missing() => [.. ((IReadOnlyList<Tool>)[Tool.Wrk, Tool.H2Load, Tool.Node, Tool.Npm]).Where(t => t.Find() is null)];

    private static bool TryRead(IReadOnlyList<string> arguments, out TimeSpan soak, out string? only)
    {
        (soak, only) = (ShortSoak, null);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : string.Empty;
            if (arguments[i] is "--only" && Parts.Contains(value, StringComparer.Ordinal))
            {
                only = value;
            }
            else if (arguments[i] is not "--soak" || !TryReadTime(value, out soak))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadTime(string text, out TimeSpan time)
    {
        var unit = text.Length > 0 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 } : 0;
        var isRead = int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && unit > 0 && count > 0;
        time = TimeSpan.FromSeconds(isRead ? (double)count * unit : ShortSoak.TotalSeconds);
        return isRead;
    }
}

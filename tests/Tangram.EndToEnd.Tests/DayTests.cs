using System.Diagnostics;
using System.Text.Json;
using Tangram.Cli.Files;
using Tangram.Devices.Cpu;
using Tangram.Devices.Workers;

namespace Tangram.EndToEnd.Tests;

/// <summary>A short day of the demo, with a real server that plans anew while requests come.</summary>
[Collection("one server at a time")]
public sealed class DayTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tangram-day-");

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_day_loses_no_request_and_reports_what_ran()
    {
        var cores = CpuAffinity.ProcessCores;
        ProfileFile.Save(Path.Combine(_folder.FullName, "tangram", FormattableString.Invariant($"ocr-cpu{cores.Count}x2.profile.json")), await GlancedProfile.OfHalfCoresAsync());
        var (json, page) = (Path.Combine(_folder.FullName, "day.json"), Path.Combine(_folder.FullName, "day.html"));

        var (exitCode, said) = await RunAsync("demo", "--day", "--duration", "10", "--json", json, "--html", page);

        Assert.True(exitCode == 0, said);
        var report = JsonDocument.Parse(await File.ReadAllTextAsync(json, Ending)).RootElement;
        Assert.Equal(0, report.GetProperty("lost").GetInt32());
        Assert.InRange(report.GetProperty("attainment").GetDouble(), 0, 1);
        Assert.InRange(report.GetProperty("accuracy").GetDouble(), 0.95 - 1e-9, 1);
        Assert.InRange(report.GetProperty("meanSlices").GetDouble(), 2, 2 * cores.Count);
        Assert.InRange(report.GetProperty("peakSlices").GetInt32(), 2, 2 * cores.Count);
        Assert.Equal(report.GetProperty("changes").GetArrayLength(), report.GetProperty("replans").GetInt32());
        Assert.Equal(24, report.GetProperty("hours").GetArrayLength());
        Assert.Equal(report.GetProperty("load").GetProperty("sent").GetInt32(), report.GetProperty("hours").EnumerateArray().Sum(h => h.GetProperty("requests").GetInt32()));
        Assert.Equal(["mean", "peak"], report.GetProperty("static").EnumerateArray().Select(s => s.GetProperty("name").GetString()!));
        Assert.All(report.GetProperty("static").EnumerateArray(), s => Assert.Equal("simulated", s.GetProperty("source").GetString()));
        var seconds = report.GetProperty("timeline").EnumerateArray().Select(s => s.GetProperty("second").GetDouble()).ToList();
        Assert.True(seconds.Count >= 5, $"{seconds.Count} samples");
        Assert.Equal(seconds.Order(), seconds);
        Assert.Contains("one plan for the peak (simulated)", await File.ReadAllTextAsync(page, Ending), StringComparison.Ordinal);
        Assert.Contains("one plan for the mean (simulated)", said, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Said)> RunAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo(WorkerLocation.DotnetHost, [Path.Combine(AppContext.BaseDirectory, "tangram.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (info.Environment["XDG_CACHE_HOME"], info.Environment["XDG_STATE_HOME"]) = (_folder.FullName, _folder.FullName);
        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ending), process.StandardError.ReadToEndAsync(Ending));
        await process.WaitForExitAsync(Ending);
        return (process.ExitCode, $"{await output}\n{await error}");
    }
}

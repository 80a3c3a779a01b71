using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Colocations;
using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Cli.Terminal;
using Tangram.Core.Applications;
using Tangram.Core.Profiles;
using Tangram.Profiling;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram profile [APPLICATION]</c>: measures variants on this machine's segments, of cores or GPUs.</summary>
internal static class ProfileCommand
{
    private const string Help = """
        Measure variants × segment types × batch sizes on this machine's cores or GPUs, or with --colocate how they slow each other down.

        Example:
          tangram profile examples/ocr --quick
          tangram profile examples/ocr --colocate --observations observations.csv
          tangram profile examples/ocr --gpus 0 --yes
        """;

    public static Command Create()
    {
        var application = Options.Application();
        var quick = new Option<bool>("--quick") { Description = "Measure for about a minute instead of about ten" };
        var output = new Option<string?>("--output") { Description = "Where to write the profile; unless given, where this machine's profiles are kept", HelpName = "FILE" };
        var again = new Option<bool>("--again") { Description = "Begin anew even if a measurement that was broken off could be resumed" };
        var devices = new DeviceOptions("1");
        var colocation = new ColocationOptions();
        var command = new Command("profile", Help) { application, quick, output, again };
        devices.AddTo(command);
        colocation.AddTo(command, output, again, devices.SlicesPerCore, devices.Gpus);
        command.SetAction(async (parsed, cancellation) =>
        {
            var app = ApplicationFile.LoadServable(parsed.GetValue(application)!);
            if (colocation.IsWanted(parsed))
            {
                var summary = await ColocationMeasuring.RunAsync(app, colocation.Effort(parsed, parsed.GetValue(quick)), devices.Cores(parsed), colocation.Observations(parsed), cancellation);
                Write(summary, colocation.Json(parsed));
                return ExitCode.Ok;
            }

            var effort = parsed.GetValue(quick) ? ProfileEffort.Quick : ProfileEffort.Full;
            using var use = devices.Read(parsed);
            var file = parsed.GetValue(output) ?? use.ProfileFileOf(app.Name);
            var profile = await MeasureAsync(app, effort, use, file, !parsed.GetValue(again), cancellation);
            Write(profile, file);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Measures and keeps the result in <paramref name="file"/>, where a broken-off measurement is found again.</summary>
    internal static Task<ProfileTable> MeasureAsync(
        Application application, ProfileEffort effort, DeviceUse use, string file, bool resume, CancellationToken cancellation) =>
        WorkProgress.RunAsync(Output.Remarks, $"profiling {application.Name} ({effort.Name})", async progress =>
        {
            var earlier = resume ? Unfinished(application, effort, use, file) : null;
            var device = use.Measured();
            using var lent = device as IDisposable;
            return await new Profiler(application, device, effort).MeasureAsync(earlier, table => ProfileFile.Save(file, table), progress, cancellation);
        });

    private static ProfileTable? Unfinished(Application application, ProfileEffort effort, DeviceUse use, string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var earlier = ProfileFile.Load(file);
        return !earlier.Complete
            && earlier.SlicesPerCore == use.PerCore
            && string.Equals(earlier.Effort, effort.Name, StringComparison.Ordinal)
            && string.Equals(earlier.Machine, use.Machine, StringComparison.Ordinal)
            && ModelFingerprints.AreSame(earlier.Models, ModelFingerprints.Of(application))
            ? earlier
            : null;
    }

    private static void Write(ColocationSummary summary, (bool IsWanted, string? File) json)
    {
        if (json.IsWanted)
        {
            Output.WriteJson(summary, json.File);
        }

        if (!json.IsWanted || json.File is not (null or "-"))
        {
            ColocationTable.Write(Output.Results, summary);
        }
    }

    private static void Write(ProfileTable profile, string file)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("variant", "segment");
        foreach (var column in (string[])["batch", "p50 ms", "p95 ms", "p99 ms", "items/s", "MiB", "runs"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var e in profile.Entries)
        {
            table.AddRow(
                e.Variant, e.Concurrency == 1 ? e.Profile : $"{e.Profile}×{e.Concurrency}", Text(e.Batch, "F0"), Text(e.P50Milliseconds, "F1"), Text(e.P95Milliseconds, "F1"), Text(e.P99Milliseconds, "F1"), Text(e.ItemsPerSecond, "F1"), Text(e.MemoryMiB, "F0"), Text(e.RunMilliseconds.Count, "F0"));
        }

        Output.Results.Write(table);
        Output.Results.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{profile.Machine}");
        Output.Results.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{profile.Entries.Count} configurations measured, {profile.Skipped.Count} left out; written to {file}");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

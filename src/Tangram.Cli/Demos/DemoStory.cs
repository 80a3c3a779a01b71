using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Loads;
using Tangram.Cli.Plans;
using Tangram.Cli.Terminal;
using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Profiling;

namespace Tangram.Cli.Demos;

/// <summary>The demo's story as it is told on the terminal.</summary>
internal static class DemoStory
{
    private const int Samples = 4;

    private static IAnsiConsole Out => Output.Results;

    public static void Open(Application application, string machine)
    {
        Say($"Application '{application.Name}': {application.Description}");
        Say($"  {string.Join(" → ", application.Tasks.Select(t => t.Name + (t.IsOptional ? " (optional)" : string.Empty)))}; answered within {application.Objectives.LatencyMilliseconds:F0} ms, at {application.Objectives.Accuracy:P0} or more of the best accuracy");
        Say($"  on {machine}");
    }

    public static void Kept(ProfileTable profile)
    {
        Head("1 Profile");
        Say($"kept from {profile.MeasuredAt}: {profile.Entries.Count} configurations ({profile.Effort}); --again measures anew");
    }

    public static void Profiled(ProfileTable profile, string file, double seconds)
    {
        Head("1 Profile");
        Say($"{profile.Entries.Count} configurations of variant, segment and batch measured in {seconds:F0} s, {profile.Skipped.Count} left out as too long; kept in {file}");
    }

    public static void Planned(Plan plan)
    {
        Head("2 Plan: the highest demand this machine can serve within the objectives, less 20 % in reserve");
        PlanReport.Write(Console.Out, plan);
    }

    public static void Listening(Uri address, Plan plan)
    {
        Head("3 Serve");
        Say($"{plan.Instances.Sum(i => i.Concurrency)} worker processes, each pinned to its cores, behind {address}");
    }

    public static void Read(IReadOnlyList<PageReading> readings)
    {
        Head("4 Read: every labelled page through the idle server");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("page", "on the page", "read");
        foreach (var reading in readings.Where(r => r.IsAsExpected).Take(Samples - 1).Concat(readings.Where(r => r.Found.CharacterEdits > 0).Take(1)))
        {
            table.AddRow(reading.Name, Markup.Escape(string.Join('\n', reading.Expected)), Marked(reading)).AddEmptyRow();
        }

        Out.Write(table);
        Say($"{readings.Count(r => r.IsAsExpected)} of {readings.Count} pages read as well as evaluated for these variants or better; {readings.Sum(r => r.Found.ExactLines)} of {readings.Sum(r => r.Found.Lines)} lines exactly");
        foreach (var worse in readings.Where(r => !r.IsAsExpected))
        {
            Say($"  page {worse.Name}: {worse.Found.CharacterEdits} characters wrong, {worse.Evaluated?.CharacterEdits ?? 0} in the evaluation");
        }

        var server = Percentiles.Of(readings.Select(r => r.ServerMilliseconds), 50);
        var loop = Percentiles.Of(readings.Select(r => r.LoopMilliseconds), 50);
        Say($"a page takes {server:F0} ms through the server and {loop:F0} ms with the same models on the same cores in a plain loop (medians): ratio {server / loop:F3}");
    }

    public static void Loaded(LoadReport half, LoadReport over)
    {
        Head("5 Load: Poisson arrivals, latency from the instant each request was meant to be sent");
        LoadTable.Write(Out, ("50 % of planned demand", half), ("130 % of planned demand", over));
        Say($"beyond its demand the server refuses or drops what it cannot answer within {over.ObjectiveMs:F0} ms instead of answering everyone late");
    }

    public static void Close(DemoReport report) =>
        Say($"\n{(report.PagesAsExpected == report.Pages ? "All pages as expected" : $"{report.Pages - report.PagesAsExpected} pages NOT as expected")}; {report.TotalSeconds:F0} s in all. Nothing is left running.");

    /// <summary>Begins a chapter.</summary>
    public static void Head(string text) => Out.MarkupLine($"\n[bold]{Markup.Escape(text)}[/]");

    // Lines that are not on the page as they were read stand out.
    private static string Marked(PageReading reading) => string.Join(
        '\n', reading.Read.Select(l => reading.Expected.Contains(l, StringComparer.Ordinal) ? Markup.Escape(l) : $"[yellow]{Markup.Escape(l)}[/]"));

    private static void Say(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

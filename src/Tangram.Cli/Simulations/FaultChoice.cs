using System.Globalization;
using Tangram.Cli.Plans;
using Tangram.Core.Files;
using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation;
using Tangram.Simulation.Faults;

namespace Tangram.Cli.Simulations;

/// <summary>Reads what <c>--change</c> and <c>--fail</c> say.</summary>
internal static class FaultChoice
{
    private const int MostNames = 8;

    /// <summary>The plans that take over, in order of time.</summary>
    /// <param name="texts">Texts such as <c>plan.json@30</c>.</param>
    /// <param name="load">Time that a process takes to load its model.</param>
    /// <param name="input">What the plans must agree with.</param>
    /// <exception cref="FormatException">A text is not as it should be.</exception>
    /// <exception cref="InvalidFileException">A plan is not as it should be.</exception>
    public static IReadOnlyList<PlanChange> Changes(IReadOnlyList<string> texts, TimeSpan load, PlanInput input) => [.. texts
        .Select(text => text.LastIndexOf('@') is var at and > 0 && TimeText.TryParse(text[(at + 1)..], out var when)
            ? (File: text[..at], At: when)
            : throw new FormatException($"--change: '{text}' is not PLAN@SECONDS, such as plan.json@30"))
        .OrderBy(c => c.At)
        .Select(c => new PlanChange(PlanInspection.Load(c.File, input, named: null), Instant.Start + c.At, load))];

    /// <summary>The processes that die.</summary>
    /// <param name="texts">Texts such as <c>detect-0@30:5</c> or <c>detect-0/1@30:5</c>.</param>
    /// <param name="setup">What they are processes of.</param>
    /// <exception cref="FormatException">A text is not as it should be.</exception>
    public static IReadOnlyList<Failure> Failures(IReadOnlyList<string> texts, SimulationSetup setup) => [.. texts.Select(text => FailureOf(text, setup))];

    /// <summary>Refuses what would happen after the end.</summary>
    /// <exception cref="FormatException">Something would.</exception>
    public static void RefuseLate(SimulationSetup setup)
    {
        var end = Instant.Start + setup.Duration;
        if (setup.Changes.Any(c => c.At >= end) || setup.Failures.Any(f => f.At >= end))
        {
            throw new FormatException($"{(setup.Failures.Any(f => f.At >= end) ? "--fail" : "--change")}: comes at or after the end of the run at {TimeText.Write(setup.Duration)}");
        }
    }

    private static Failure FailureOf(string text, SimulationSetup setup)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || text[(at + 1)..].Split(':') is not [var from, var absent] || !TimeText.TryParse(from, out var when) || !TimeText.TryParse(absent, out var absence) || absence == TimeSpan.Zero)
        {
            throw new FormatException($"--fail: '{text}' is not SEGMENT[/PROCESS]@SECONDS:SECONDS, such as {setup.Layout.Segments[0].Id}@30:5");
        }

        var process = Find(text[..at], setup.Layout);
        return setup.Changes.FirstOrDefault(c => c.Added.Contains(process.Segment)) is { } change && change.At > Instant.Start + when
            ? throw new FormatException($"--fail: segment '{setup.Layout.Segments[process.Segment].Id}' is not there yet at {TimeText.Write(when)}")
            : new Failure(Instant.Start + when, process, absence);
    }

    // Ids of plans of several applications hold a slash themselves.
    private static ProcessId Find(string name, Layout layout)
    {
        if (Segment(name, layout) is { } whole)
        {
            return new ProcessId(whole.Index, 0);
        }

        var slash = name.LastIndexOf('/');
        if (slash <= 0 || Segment(name[..slash], layout) is not { } segment)
        {
            var names = layout.Segments.Select(s => s.Id).ToList();
            throw new FormatException($"--fail: no segment is called '{name}'; there {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? ", …" : string.Empty)}");
        }

        return int.TryParse(name[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var process) && process < segment.Processes
            ? new ProcessId(segment.Index, process)
            : throw new FormatException($"--fail: '{name[(slash + 1)..]}' is no process of segment '{segment.Id}', which has {(segment.Processes == 1 ? "only 0" : string.Create(CultureInfo.InvariantCulture, $"0 to {segment.Processes - 1}"))}");
    }

    private static Segment? Segment(string id, Layout layout) => layout.Segments.FirstOrDefault(s => string.Equals(s.Id, id, StringComparison.Ordinal));
}

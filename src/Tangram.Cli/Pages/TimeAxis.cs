using System.Xml.Linq;
using Tangram.Cli.Simulations;
using Tangram.Core.Time;
using Tangram.Simulation;
using Tangram.Simulation.Measuring;

namespace Tangram.Cli.Pages;

/// <summary>The run's time along a chart: its unit, its parts, and what happened when.</summary>
internal sealed class TimeAxis
{
    private const int MostParts = 120;

    private readonly SimulationSetup _setup;
    private readonly double _unitSeconds;

    /// <summary>An axis of a run.</summary>
    public TimeAxis(SimulationSetup setup, IReadOnlyList<TimelinePart> timeline)
    {
        _setup = setup;
        (_unitSeconds, Name) = setup.Duration.TotalSeconds switch { < 180 => (1.0, "time, s"), < 10800 => (60, "time, min"), < 259200 => (3600, "time, h"), _ => (86400, "time, days") };
        var together = (timeline.Count + MostParts - 1) / MostParts;
        Parts = [.. timeline.Where(p => p.From < setup.Duration).Chunk(together).Select(Joined)];
    }

    /// <summary>The axis's name, with its unit.</summary>
    public string Name { get; }

    /// <summary>The run in parts.</summary>
    public IReadOnlyList<TimelinePart> Parts { get; }

    /// <summary>From the start to the end, in the axis's unit.</summary>
    public (double Least, double Most) Range => (0, In(_setup.Duration));

    /// <summary>A time in the axis's unit.</summary>
    public double In(TimeSpan time) => time.TotalSeconds / _unitSeconds;

    /// <summary>What happened when, and the warm-up; words only where asked for.</summary>
    public IEnumerable<XElement> Marks(ChartFrame frame, bool withWords)
    {
        if (_setup.WarmUp > TimeSpan.Zero)
        {
            yield return Svg.Group("warm", $"the first {TimeText.Write(_setup.WarmUp)} are not counted", Svg.Rectangle("warm", frame.Left, frame.Top, frame.X.At(In(_setup.WarmUp)) - frame.Left, frame.Floor - frame.Top));
        }

        foreach (var (at, word) in _setup.Failures.Select(f => (f.At, Word: $"{_setup.Layout.Segments[f.Process.Segment].Id} dies")).Concat(_setup.Changes.Select(c => (c.At, Word: "plan changes"))))
        {
            var time = In(at - Instant.Start);
            yield return withWords ? frame.Mark(time, word) : frame.Line("asked", frame.X.At(time));
        }
    }

    private static TimelinePart Joined(TimelinePart[] parts) => new(
        parts[0].From,
        new TimeSpan(parts.Sum(p => p.Length.Ticks)),
        [.. parts[0].Arrived.Select((_, load) => parts.Sum(p => p.Arrived[load]))],
        [.. parts[0].InTime.Select((_, load) => parts.Sum(p => p.InTime[load]))],
        [.. parts[0].Utilization.Select((_, device) => parts.Average(p => p.Utilization[device]))]);
}

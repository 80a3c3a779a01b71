using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tangram.Cli.Demos.Days;

/// <summary>Looks twice a second at the plan that a server runs, as long as the day lasts.</summary>
/// <param name="client">Asks.</param>
/// <param name="server">The server's address.</param>
/// <param name="clock">How long the day takes.</param>
/// <param name="peakPerSecond">Requests per second at the peak.</param>
internal sealed class DayWatch(HttpClient client, Uri server, DayClock clock, double peakPerSecond)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<DaySample> _samples = new();
    private readonly ConcurrentQueue<DayChange> _changes = new();

    /// <summary>What was seen so far, in order.</summary>
    public IReadOnlyList<DaySample> Samples => [.. _samples];

    /// <summary>The plans that were seen to take over, in order.</summary>
    public IReadOnlyList<DayChange> Changes => [.. _changes];

    /// <summary>The last that was seen, or null.</summary>
    public DaySample? Last { get; private set; }

    /// <summary>Looks until the day is over.</summary>
    /// <param name="started">When it began, by <see cref="Stopwatch"/>.</param>
    /// <param name="cancellation">Stops early.</param>
    public async Task RunAsync(long started, CancellationToken cancellation)
    {
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < clock.Length)
        {
            var running = RunningPlan.Read(await client.GetStringAsync(new Uri(server, "tangram/plan"), cancellation));
            var sample = SampleOf(running, Stopwatch.GetElapsedTime(started));
            if (Last is { } before && before.Generation != sample.Generation)
            {
                _changes.Enqueue(new DayChange(sample.Second, sample.Hour, running.What, running.Why));
            }

            _samples.Enqueue(Last = sample);
            await Task.Delay(Every, cancellation);
        }
    }

    private DaySample SampleOf(RunningPlan running, TimeSpan elapsed)
    {
        var (application, hour) = (running.Plan.Applications[0], Math.Min(DayCurve.Hours, clock.HourAt(elapsed)));
        return new DaySample(
            Math.Round(elapsed.TotalSeconds, 3),
            Math.Round(hour, 3),
            Math.Round(peakPerSecond * DayCurve.At(hour), 3),
            application.Demand,
            running.Plan.Slices,
            application.Accuracy,
            PlanWords.Variants(running.Plan),
            running.Generation,
            running.Rung);
    }
}

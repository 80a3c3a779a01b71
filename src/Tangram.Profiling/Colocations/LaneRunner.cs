using System.Diagnostics;

namespace Tangram.Profiling.Colocations;

/// <summary>Keeps the processes of a layout busy in the ways that are measured, and notes every batch.</summary>
/// <param name="group">The processes.</param>
/// <param name="alone">How long each choice takes alone there.</param>
/// <param name="record">Is given every batch; may be called from several threads at once.</param>
/// <param name="random">Draws the seeds of what is left to chance.</param>
internal sealed class LaneRunner(LaneGroup group, IReadOnlyDictionary<BatchChoice, TimeSpan> alone, Action<RanBatch> record, Random random)
{
    private static readonly TimeSpan AloneAtLeast = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan BesideAtLeast = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan AtRandom = TimeSpan.FromSeconds(2);

    // What comes at random, as a share of what the cores can do: several run at once often, but not always.
    private const double Load = 0.75;

    /// <summary>The first alone, all at once, the last alone: what is compared lies close together in time.</summary>
    public async Task BesideAsync(IReadOnlyList<BatchChoice> members, CancellationToken cancellation)
    {
        var lanes = group.Lanes.ToArray();
        random.Shuffle(lanes);
        await AloneAsync(lanes[0], members[0], cancellation);

        // Until the longest could have run well over once, so that its co-runners are seen at every point of its life.
        var longest = members.Max(m => alone[m]) * 1.3;
        var until = Clock.From(longest > BesideAtLeast ? longest : BesideAtLeast);
        await Task.WhenAll(members.Select((member, i) => RepeatAsync(lanes[i], member, until, cancellation)));
        await AloneAsync(lanes[members.Count - 1], members[^1], cancellation);
    }

    /// <summary>Batches of random choices come to every process as Poisson processes of their own, and wait where it is busy.</summary>
    public Task AtRandomAsync(CancellationToken cancellation)
    {
        var until = Clock.From(AtRandom);
        var drawn = new WeightedDraw<BatchChoice>(alone.Keys, c => 1 / Math.Sqrt(alone[c].TotalSeconds));
        var atOnce = Math.Min(group.Lanes.Count, 1 / group.Layout.Share);
        var gap = drawn.Mean(c => alone[c].TotalSeconds) * group.Lanes.Count / (Load * atOnce);
        return Task.WhenAll(group.Lanes.Select(lane => ServeAsync(lane, drawn, gap, new Random(random.Next()), until, cancellation)));
    }

    /// <summary>Runs a choice alone, at least once.</summary>
    public Task AloneAsync(Lane lane, BatchChoice choice, CancellationToken cancellation) => RepeatAsync(lane, choice, Clock.From(AloneAtLeast), cancellation);

    private async Task RepeatAsync(Lane lane, BatchChoice choice, long until, CancellationToken cancellation)
    {
        do
        {
            cancellation.ThrowIfCancellationRequested();
            record(await lane.RunAsync(choice));
        }
        while (Stopwatch.GetTimestamp() < until);
    }

    private async Task ServeAsync(Lane lane, WeightedDraw<BatchChoice> drawn, double meanGap, Random own, long until, CancellationToken cancellation)
    {
        var arrival = Stopwatch.GetTimestamp();
        while (true)
        {
            arrival += (long)(-Math.Log(1 - own.NextDouble()) * meanGap * Stopwatch.Frequency);
            if (arrival >= until || Stopwatch.GetTimestamp() >= until)
            {
                return;
            }

            if (Stopwatch.GetTimestamp() is var now && arrival > now)
            {
                await Task.Delay(Stopwatch.GetElapsedTime(now, arrival), cancellation);
            }

            cancellation.ThrowIfCancellationRequested();
            record(await lane.RunAsync(drawn.Next(own)));
        }
    }

    private static class Clock
    {
        public static long From(TimeSpan time) => Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
    }
}

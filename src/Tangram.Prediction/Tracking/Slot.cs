using Tangram.Core.Time;

namespace Tangram.Prediction.Tracking;

/// <summary>Where one batch at a time runs, and what has run beside the one that does.</summary>
internal sealed class Slot(int mostKept)
{
    /// <summary>Whether a batch runs.</summary>
    public bool IsRunning { get; set; }

    /// <summary>What runs.</summary>
    public Runner Runner { get; private set; }

    /// <summary>Tick at which it started.</summary>
    public long StartTicks { get; private set; }

    /// <summary>Tick at which it is expected to end.</summary>
    public long ExpectedEndTicks { get; private set; }

    /// <summary>Co-runners kept.</summary>
    public int Count { get; set; }

    /// <summary>Co-runners, in the order in which they came.</summary>
    public Stay[] Stays { get; } = new Stay[mostKept];

    /// <summary>A batch starts.</summary>
    public void Begin(in Runner runner, Instant now, Instant expectedEnd)
    {
        (IsRunning, Runner, StartTicks, ExpectedEndTicks, Count) = (true, runner, now.Ticks, expectedEnd.Ticks, 0);
    }

    /// <summary>Removes the first that has ended, of which there is one, since no more run than there are slots.</summary>
    /// <param name="joined">Whether another took over its time.</param>
    /// <returns>Where it was.</returns>
    public int MakeRoom(out bool joined)
    {
        var first = 0;
        while (Stays[first].IsOpen)
        {
            first++;
        }

        ref readonly var old = ref Stays[first];
        joined = false;
        for (var i = first + 1; i < Count && !joined; i++)
        {
            ref var next = ref Stays[i];
            if (!next.IsOpen && string.Equals(next.Runner.Signature.Variant, old.Runner.Signature.Variant, StringComparison.Ordinal))
            {
                var to = Math.Max(next.To, old.To);
                next.To = Math.Min(to, old.From + (old.To - old.From) + (next.To - next.From));
                next.From = old.From;
                next.Expected = Math.Max(next.Expected, old.Expected);
                joined = true;
            }
        }

        Stays.AsSpan(first + 1, Count - first - 1).CopyTo(Stays.AsSpan(first));
        Count--;
        return first;
    }
}

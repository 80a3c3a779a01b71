using Tangram.Core.Time;

namespace Tangram.Scheduling;

/// <summary>Run the first <see cref="Size"/> items now, or, when it is 0, ask again at <see cref="AskAgainAt"/>.</summary>
public readonly record struct BatchDecision
{
    private BatchDecision(int size, Instant askAgainAt) => (Size, AskAgainAt) = (size, askAgainAt);

    /// <summary>How many items to run now; 0 to wait.</summary>
    public int Size { get; }

    /// <summary>When to ask again if nothing arrives before; meaningful only while waiting.</summary>
    public Instant AskAgainAt { get; }

    /// <summary>Run the first <paramref name="size"/> items now.</summary>
    public static BatchDecision Run(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new(size, default);
    }

    /// <summary>Wait for more items, until <paramref name="instant"/> at the latest.</summary>
    public static BatchDecision WaitUntil(Instant instant) => new(0, instant);
}

namespace Tangram.Simulation.Tests;

/// <summary>An item in the books.</summary>
internal sealed class LedgerItem(long request, int task)
{
    public long Request => request;

    public int Task => task;

    /// <summary>The run it is in; −1 while it waits.</summary>
    public long Run { get; set; } = -1;

    /// <summary>Its run ended well.</summary>
    public bool Ran { get; set; }

    /// <summary>Its result is known.</summary>
    public bool IsDone { get; set; }

    /// <summary>It was given up while its request goes on.</summary>
    public bool IsGivenUp { get; set; }
}

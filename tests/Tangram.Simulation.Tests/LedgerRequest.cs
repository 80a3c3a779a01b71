namespace Tangram.Simulation.Tests;

/// <summary>A request in the books.</summary>
internal sealed class LedgerRequest(string application, long at, int items)
{
    public string Application => application;

    public long At => at;

    /// <summary>Items that it is to have by what is known so far.</summary>
    public int Expected { get; set; } = items;

    /// <summary>Items that were seen.</summary>
    public int Seen { get; set; }

    /// <summary>Items that are through.</summary>
    public int Done { get; set; }

    /// <summary>Items given up.</summary>
    public int GivenUp { get; set; }

    /// <summary>How it ended; null while it has not.</summary>
    public string? End { get; set; }
}

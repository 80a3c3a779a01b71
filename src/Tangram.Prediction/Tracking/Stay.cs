namespace Tangram.Prediction.Tracking;

/// <summary>A co-runner's time beside a batch that runs.</summary>
internal struct Stay(Runner runner, long from, double expected)
{
    private const long NotYet = long.MaxValue;

    /// <summary>What runs.</summary>
    public Runner Runner { get; } = runner;

    /// <summary>Tick from which both ran.</summary>
    public long From { get; set; } = from;

    /// <summary>Tick at which it ended.</summary>
    public long To { get; set; } = NotYet;

    /// <summary>Overlap expected at the batch's start.</summary>
    public double Expected { get; set; } = expected;

    /// <summary>Whether it still runs.</summary>
    public readonly bool IsOpen => To == NotYet;
}

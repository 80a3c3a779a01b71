using Tangram.Scheduling;

namespace Tangram.Cli.Reproductions.Days;

/// <summary>How much of the day is simulated, and how.</summary>
internal sealed record DayOptions
{
    /// <summary>How many times its latency a batch is counted [P].</summary>
    public const double QueueingFactor = 2;

    /// <summary>GPUs in the paper [P].</summary>
    public int Gpus { get; init; } = 4;

    /// <summary>Points of the day that are simulated, evenly spaced; from 1 to 288.</summary>
    public int Points { get; init; } = DayShape.Points;

    /// <summary>Seconds that are simulated of each point, after a warm-up; above 0.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>Seconds of the warm-up, in which requests come and do not count.</summary>
    public double WarmUpSeconds { get; init; } = 1;

    /// <summary>Seed of the day's shape, and of all arrivals.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How requests are scheduled, the same for every system.</summary>
    /// <remarks>
    /// JigsawServe's own dispatch is not known to us; the first idle segment serves all systems best, and what is dropped early is what is not expected to be in time [N]. Loki's
    /// rule of stage budgets [C] drops more where there is slack.
    /// </remarks>
    public PolicyChoice Policies { get; init; } = new() { Dispatch = "fifs", Batching = "greedy", Admission = "every", Drop = "hopeless" };
}

namespace Tangram.Core.Profiles.ParvaGpu;

/// <summary>One line of a ParvaGPU profile.</summary>
/// <param name="Slices">Compute slices of the MIG instance: 1, 2, 3, 4 or 7.</param>
/// <param name="Batch">Items in a batch; at least 1.</param>
/// <param name="Processes">MPS processes in the instance; at least 1.</param>
/// <param name="ProcessItemsPerSecond">Throughput of one process; 0 where it did not run.</param>
/// <param name="LatencySeconds">Latency of a batch, rounded to 1 ms there.</param>
internal sealed record ParvaRow(int Slices, int Batch, int Processes, double ProcessItemsPerSecond, double LatencySeconds)
{
    /// <summary>Whether the line repeats the figures of the one before it, for another number of processes.</summary>
    public bool Repeats(ParvaRow before) =>
        ProcessItemsPerSecond > 0 && Slices == before.Slices && Batch == before.Batch
        && ProcessItemsPerSecond.Equals(before.ProcessItemsPerSecond) && LatencySeconds.Equals(before.LatencySeconds);
}

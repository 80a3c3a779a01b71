namespace Tangram.Scheduling.Logging;

/// <summary>A segment in the first line of a decision log.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Id">The plan's id of the instance.</param>
/// <param name="Variant">The variant it runs.</param>
/// <param name="Tasks">Indices of the tasks it serves.</param>
/// <param name="Slices">Compute slices it has.</param>
/// <param name="Processes">Its processes.</param>
/// <param name="Device">The device it lies on.</param>
/// <param name="Accuracy">The variant's relative accuracy.</param>
/// <param name="BudgetTicks">Its stage budget, in ticks of 100 ns.</param>
/// <param name="LatencyTicks">Expected run time by batch size from 1 to its largest, in ticks of 100 ns.</param>
public sealed record LoggedSegment(
    int Index, string Id, string Variant, IReadOnlyList<int> Tasks, int Slices, int Processes, int Device, double Accuracy, long BudgetTicks, IReadOnlyList<long> LatencyTicks)
{
    internal static LoggedSegment Of(Segment segment) => new(
        segment.Index, segment.Id, segment.Variant, segment.Tasks, segment.Slices, segment.Processes, segment.Device, segment.Accuracy, segment.Budget.Ticks,
        [.. Enumerable.Range(1, segment.MaxBatch).Select(size => segment.Latency.Of(size).Ticks)]);

    internal Segment ToSegment()
    {
        var latency = new BatchLatency([.. LatencyTicks.Select((ticks, i) => (i + 1, new TimeSpan(ticks)))], LatencyTicks.Count);
        return new Segment(Index, Id, Tasks, Slices, Processes, LatencyTicks.Count, latency)
        {
            Variant = Variant,
            Device = Device,
            Accuracy = Accuracy,
            Budget = new TimeSpan(BudgetTicks),
        };
    }
}

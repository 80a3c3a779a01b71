namespace Tangram.Scheduling;

/// <summary>A placed segment as the scheduler sees it.</summary>
/// <param name="Index">Its place in <see cref="Layout.Segments"/>.</param>
/// <param name="Id">The plan's id of the instance.</param>
/// <param name="Tasks">Indices of the tasks it serves, at least one; several where tasks share the variant.</param>
/// <param name="Slices">Compute slices it has.</param>
/// <param name="Processes">Worker processes that share it; each runs one batch at a time.</param>
/// <param name="MaxBatch">Most items in one batch.</param>
/// <param name="Latency">How long a batch runs.</param>
public sealed record Segment(int Index, string Id, IReadOnlyList<int> Tasks, int Slices, int Processes, int MaxBatch, BatchLatency Latency)
{
    /// <summary>Name of the variant it runs.</summary>
    public string Variant { get; init; } = string.Empty;

    /// <summary>The segment type, such as <c>1c</c> or <c>1g.10gb×2</c>.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>The variant's accuracy over that of the task's best, 0..1.</summary>
    public double Accuracy { get; init; } = 1;

    /// <summary>Time that an item may take here, waiting and running: twice the p95 latency of a full batch.</summary>
    /// <remarks>Loki's stage budget [C].</remarks>
    public TimeSpan Budget { get; init; } = Latency.Of(MaxBatch) * 2;

    /// <summary>Number of the device it lies on, from 0.</summary>
    public int Device { get; init; }

    /// <summary>Expected run time of a batch: by its items, or by the size of its one item where items run one at a time.</summary>
    public TimeSpan RunOf(int items, int size) => Latency.Of(MaxBatch == 1 ? size : items);

    /// <summary>Whether another is of the same kind, so that what waits and runs here may go on as its own: only names and figures may differ.</summary>
    public bool IsAlike(Segment other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Index == other.Index && Processes == other.Processes && MaxBatch == other.MaxBatch && Slices == other.Slices && Device == other.Device
            && string.Equals(Variant, other.Variant, StringComparison.Ordinal) && Tasks.SequenceEqual(other.Tasks);
    }

    /// <summary>Whether it serves a task.</summary>
    public bool Serves(int task)
    {
        for (var i = 0; i < Tasks.Count; i++)
        {
            if (Tasks[i] == task)
            {
                return true;
            }
        }

        return false;
    }
}

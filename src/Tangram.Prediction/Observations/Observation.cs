namespace Tangram.Prediction.Observations;

/// <summary>A batch that ended, how long it took and what ran beside it.</summary>
/// <param name="Batch">Its identifier, unique within a file.</param>
/// <param name="Own">What ran.</param>
/// <param name="SoloMilliseconds">Its latency alone; above 0.</param>
/// <param name="LatencyMilliseconds">Its latency; above 0.</param>
/// <param name="Beside">What ran beside it, in the order in which it came.</param>
/// <param name="StartedSeconds">When it started, in seconds of the recording; null where that is not known.</param>
public sealed record Observation(
    string Batch, Runner Own, double SoloMilliseconds, double LatencyMilliseconds, IReadOnlyList<ObservedCoRunner> Beside, double? StartedSeconds = null)
{
    /// <summary>How many times longer than alone it took.</summary>
    public double Slowdown => LatencyMilliseconds / SoloMilliseconds;
}

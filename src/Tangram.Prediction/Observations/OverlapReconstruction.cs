using Tangram.Core.Time;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Observations;

/// <summary>Finds out what ran beside each batch, from when all of them started and ended.</summary>
/// <remarks>
/// [N]. Exact, after the fact. What was expected at the start counts those that ran then, each until its latency alone was over, as a share of the batch's
/// own latency alone; who was late already counts 0, and so does who came later. Batches that only touch, one starting at the instant the other ends, did
/// not run together; of two that start at one instant, each found the other running.
/// </remarks>
public static class OverlapReconstruction
{
    /// <summary>An observation of each batch, in the order in which they started.</summary>
    /// <param name="batches">All batches of one recording that ran on one device, in any order.</param>
    /// <exception cref="ArgumentException">A batch ends no later than it starts.</exception>
    public static IReadOnlyList<Observation> Of(IReadOnlyList<RecordedBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        if (batches.FirstOrDefault(b => b.Ended <= b.Started) is { } wrong)
        {
            throw new ArgumentException($"batch '{wrong.Batch}' ends no later than it starts", nameof(batches));
        }

        var ordered = batches.OrderBy(b => b.Started).ToList();
        var beside = ordered.ConvertAll(_ => new List<RecordedBatch>());
        var running = new List<int>();
        for (var i = 0; i < ordered.Count; i++)
        {
            running.RemoveAll(r => ordered[r].Ended <= ordered[i].Started);
            foreach (var other in running)
            {
                beside[other].Add(ordered[i]);
                beside[i].Add(ordered[other]);
            }

            running.Add(i);
        }

        return [.. ordered.Select((batch, i) => Observe(batch, beside[i]))];
    }

    // Those that ran already come first, and both kinds are in the order of their starts, as the sweep met them.
    private static Observation Observe(RecordedBatch batch, IReadOnlyList<RecordedBatch> beside) => new(
        batch.Batch,
        batch.Own,
        batch.SoloMilliseconds,
        (batch.Ended - batch.Started).TotalMilliseconds,
        [.. beside.Select(other => new ObservedCoRunner(other.Own, PresenceOf(other, batch)))],
        (batch.Started - Instant.Start).TotalSeconds);

    private static Presence PresenceOf(RecordedBatch other, RecordedBatch batch)
    {
        var life = batch.Ended - batch.Started;
        var from = other.Started <= batch.Started ? 0 : (other.Started - batch.Started) / life;
        var to = other.Ended >= batch.Ended ? 1 : (other.Ended - batch.Started) / life;
        var left = other.SoloMilliseconds - (batch.Started - other.Started).TotalMilliseconds;
        return new Presence(from, to, other.Started <= batch.Started ? Math.Clamp(left / batch.SoloMilliseconds, 0, 1) : 0);
    }
}

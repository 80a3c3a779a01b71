using System.Globalization;
using Tangram.Core.Time;
using Tangram.Prediction;
using Tangram.Prediction.Observations;

namespace Tangram.Profiling.Colocations;

/// <summary>Makes observations of what workers reported.</summary>
public static class ObservationAssembly
{
    private const long NanosecondsPerTick = 100;

    /// <summary>An observation of each batch, in the order in which they started, named by numbers from 1.</summary>
    /// <param name="runs">Every batch that ran on the device during the recording, in any order.</param>
    /// <param name="signatures">The signatures by variant; a variant that has none counts as one that takes nothing.</param>
    /// <param name="originNanoseconds">The start of the recording on the clock of the runs; no run starts before it.</param>
    /// <exception cref="ArgumentException">A batch never ran alone at that size and share, so that its slowdown cannot be told.</exception>
    public static IReadOnlyList<Observation> Of(IReadOnlyList<RanBatch> runs, IReadOnlyDictionary<string, Signature> signatures, long originNanoseconds)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(signatures);
        var solos = new SoloBaselines(runs);
        return OverlapReconstruction.Of([.. runs.OrderBy(r => r.StartedNanoseconds).Select((run, i) => new RecordedBatch(
            (i + 1).ToString(CultureInfo.InvariantCulture),
            new Runner(signatures.TryGetValue(run.Variant, out var known) ? known : new Signature(run.Variant, 0, 0), run.Batch, run.Share),
            solos.MillisecondsFor(run) ?? throw new ArgumentException($"a batch of {run.Batch.ToString(CultureInfo.InvariantCulture)} of '{run.Variant}' never ran alone", nameof(runs)),
            At(run.StartedNanoseconds),
            At(run.EndedNanoseconds)))]);

        Instant At(long nanoseconds) => new((nanoseconds - originNanoseconds) / NanosecondsPerTick);
    }
}

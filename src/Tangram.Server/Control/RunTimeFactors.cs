using Tangram.Control.Observing;
using Tangram.Core.Profiles;

namespace Tangram.Server.Control;

/// <summary>How many times as long as measured a profile counts batches to run, since the segments that are served have its latencies.</summary>
internal static class RunTimeFactors
{
    /// <summary>Runs beside what was measured, instead of beside what is counted with.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="counted">The profile that the segments were made of.</param>
    /// <param name="measured">The profile as measured.</param>
    public static IReadOnlyList<RunObservation> AsMeasured(IReadOnlyList<RunObservation> runs, ProfileTable counted, ProfileTable measured) =>
        ReferenceEquals(counted, measured) ? runs : [.. runs.Select(r => r with { Profiled = r.Profiled / Of(r, counted, measured) })];

    private static double Of(RunObservation run, ProfileTable counted, ProfileTable measured) =>
        Entry(run, counted) is { } now && Entry(run, measured) is { } then ? now.P50Milliseconds / then.P50Milliseconds : 1;

    private static ProfileEntry? Entry(RunObservation run, ProfileTable profile) =>
        profile.Entries.FirstOrDefault(e => string.Equals(e.Variant, run.Variant, StringComparison.Ordinal) && string.Equals(TypeOf(e), run.SegmentType, StringComparison.Ordinal));

    // As Instance.SegmentType writes it.
    private static string TypeOf(ProfileEntry entry) => entry.Concurrency == 1 ? entry.Profile : FormattableString.Invariant($"{entry.Profile}×{entry.Concurrency}");
}

using Tangram.Cli.Files;
using Tangram.Cli.Terminal;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Profiling;
using Tangram.Profiling.Colocations;

namespace Tangram.Cli.Colocations;

/// <summary>Measures batches beside each other and keeps what was observed.</summary>
internal static class ColocationMeasuring
{
    /// <summary>Measures; also when it is interrupted, what was observed until then is in the file.</summary>
    public static async Task<ColocationSummary> RunAsync(Application application, ColocationEffort effort, IReadOnlyList<int> cores, string? file, CancellationToken cancellation)
    {
        var path = file ?? ObservationFile.DefaultPath(application.Name, cores.Count);
        ObservationFile.RequireWritable(path);
        var kept = Kept(application, cores.Count);
        var saved = 0;
        try
        {
            var recording = await WorkProgress.RunAsync(Output.Remarks, $"measuring {application.Name} beside itself ({effort.Name})", progress =>
                new ColocationProfiler(application, cores, effort, kept?.Signatures).MeasureAsync(Save, progress, cancellation));
            return Summarize(recording);
        }
        catch (OperationCanceledException) when (saved > 0)
        {
            Output.Say(FormattableString.Invariant($"{saved} observations until here are in {path}"));
            throw;
        }

        void Save(ColocationRecording recording)
        {
            ObservationFile.Save(path, recording.Observations);
            saved = recording.Observations.Count;
        }

        ColocationSummary Summarize(ColocationRecording recording) => new(
            JsonFile.Version,
            application.Name,
            MachineDescription.Line,
            cores.Count,
            effort.Name,
            effort.Duration.TotalSeconds,
            recording.OthersShare,
            path,
            PairTable.Alone(recording.Observations),
            PairTable.Beside(recording.Observations),
            PairTable.Of(recording.Observations),
            recording.Signatures,
            recording.MemorySystem ?? kept?.MemorySystem);
    }

    // A profile of this machine and these models has the signatures that plans and predictions count with; others are estimated anew.
    private static ProfileTable? Kept(Application application, int cores)
    {
        var file = ProfileFile.DefaultPath(application.Name, cores);
        try
        {
            return File.Exists(file) && ProfileFile.Load(file) is { Complete: true, Signatures: not null } profile
                && string.Equals(profile.Machine, MachineDescription.Line, StringComparison.Ordinal)
                && ModelFingerprints.AreSame(profile.Models, ModelFingerprints.Of(application))
                ? profile
                : null;
        }
        catch (InvalidFileException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Text;
using Tangram.Core.Files;
using Tangram.Prediction.Observations;

namespace Tangram.Cli.Files;

/// <summary>Saves observations of batches beside each other.</summary>
internal static class ObservationsFile
{
    private const string Header = "batch_id,variant,batch,share,solo_ms,l2,dram,co_variant,co_batch,co_share,co_l2,co_dram,overlap,latency_ms,started_s,co_from,expected_overlap";

    /// <summary>Where the observations of an application on this machine's CPU lie: beside its profile.</summary>
    /// <param name="application">The application's name.</param>
    /// <param name="cores">Cores measured.</param>
    public static string DefaultPath(string application, int cores) =>
        ProfileFile.DefaultPath(application, cores).Replace(".profile.json", ".observations.csv", StringComparison.Ordinal);

    /// <summary>Creates the file's folder where needed and finds out whether the file can be written there, before a minute is spent on measuring.</summary>
    /// <exception cref="InvalidFileException">It cannot.</exception>
    public static void RequireWritable(string path)
    {
        try
        {
            var target = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var probe = new FileStream($"{target}.{Environment.ProcessId}.probe", FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidFileException(path, [new Fault(string.Empty, $"cannot be written: {e.Message.ReplaceLineEndings(" ")}")]);
        }
    }

    /// <summary>Saves observations, and creates the file's folder where needed.</summary>
    public static void Save(string path, IReadOnlyList<Observation> observations)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.WriteAllText(path, Write(observations));
    }

    /// <summary>The text of the file: a row for each co-runner, one for a batch that ran alone.</summary>
    internal static string Write(IReadOnlyList<Observation> observations)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var o in observations)
        {
            if (o.Beside.Count == 0)
            {
                Row(text, o, beside: null);
            }

            foreach (var beside in o.Beside)
            {
                Row(text, o, beside);
            }
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, Observation o, ObservedCoRunner? beside)
    {
        var own = o.Own;
        text.Append(CultureInfo.InvariantCulture, $"{o.Batch},{own.Signature.Variant},{own.Batch},{Figure(own.Share)},{Figure(o.SoloMilliseconds)},{Figure(own.Signature.L2)},{Figure(own.Signature.Dram)},");
        if (beside is { Runner: var other })
        {
            text.Append(CultureInfo.InvariantCulture, $"{other.Signature.Variant},{other.Batch},{Figure(other.Share)},{Figure(other.Signature.L2)},{Figure(other.Signature.Dram)}");
        }
        else
        {
            text.Append(",,,,");
        }

        // Rounded before they are subtracted, so that what begins within a batch's life also ends within it when it is read back.
        var (from, to) = (Math.Round(beside?.Presence.From ?? 0, 6), Math.Round(beside?.Presence.To ?? 0, 6));
        text.Append(CultureInfo.InvariantCulture, $",{Figure(to - from)},{Figure(o.LatencyMilliseconds)},{Figure(o.StartedSeconds)},{(beside is null ? string.Empty : Figure(from))},{(beside is null ? string.Empty : Figure(beside.Presence.Expected))}\n");
    }

    private static string Figure(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? string.Empty;
}

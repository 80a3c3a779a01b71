using Tangram.Core.Files;
using Tangram.Prediction.Observations;
using Tangram.Server.Files;

namespace Tangram.Cli.Files;

/// <summary>Loads and saves observations of batches that ran beside others.</summary>
internal static class ObservationFile
{
    /// <summary>Loads observations.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told the share read, 0..1, now and then; null where nobody asks.</param>
    /// <exception cref="InvalidFileException">The file is missing or is not as it should be; the message names the first line that is not.</exception>
    public static IReadOnlyList<Observation> Load(string path, Action<double>? progress = null)
    {
        if (!File.Exists(path))
        {
            throw new InvalidFileException(path, [new Fault(string.Empty, $"there is no such file; observations are a file whose first line is {ObservationText.Header}, of which the last three may be left out")]);
        }

        using var stream = File.OpenRead(path);
        using var reader = new StreamReader(stream);
        return ObservationText.Read(reader, path, _ => progress?.Invoke(stream.CanSeek ? (double)stream.Position / Math.Max(1, stream.Length) : 0));
    }

    /// <summary>Saves observations, row by row, and creates the file's folder where needed.</summary>
    public static void Save(string path, IEnumerable<Observation> observations)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, writer => ObservationText.Write(writer, observations));
    }

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

    /// <summary>Where the observations of an application on this machine's CPU lie: beside its profile.</summary>
    /// <param name="application">The application's name.</param>
    /// <param name="cores">Cores measured.</param>
    public static string DefaultPath(string application, int cores) =>
        ProfileFile.DefaultPath(application, cores).Replace(".profile.json", ".observations.csv", StringComparison.Ordinal);
}

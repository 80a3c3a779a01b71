using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Core.Files;

namespace Tangram.Core.Profiles.ParvaGpu;

/// <summary>Makes a common profile of ParvaGPU's public measurements on an A100 with 80 GB (SC'24, <c>prof_data</c> of its code [C]).</summary>
/// <remarks>
/// A file is a variant, named after it. Throughput there is of one process, so a segment has it times its processes. Latency there is rounded to 1 ms, so
/// batch over a process's throughput stands for it, as p50, p95 and p99 alike: the spread was not published. Nor was memory, which is 0.
/// </remarks>
public static class ParvaGpuImport
{
    /// <summary>The device measured.</summary>
    public const string Device = "a100-80gb";

    private static readonly Dictionary<int, string> Profiles = new() { [1] = "1g.10gb", [2] = "2g.20gb", [3] = "3g.40gb", [4] = "4g.40gb", [7] = "7g.80gb" };

    /// <summary>Makes the profile.</summary>
    /// <param name="files">The files: what the user calls each, and its text.</param>
    /// <exception cref="InvalidFileException">A file is not as it should be; the message names file and line.</exception>
    public static ImportedProfile Read(IReadOnlyList<(string File, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var (entries, skipped, repeats) = (new List<ProfileEntry>(), new List<SkippedEntry>(), new List<string>());
        foreach (var (file, text) in files.OrderBy(f => VariantOf(f.File), StringComparer.Ordinal))
        {
            var rows = ParvaTable.Read(text, file);
            for (var i = 0; i < rows.Count; i++)
            {
                Add(VariantOf(file), rows[i].Row, entries, skipped);
                if (i > 0 && rows[i].Row.Repeats(rows[i - 1].Row))
                {
                    repeats.Add(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{rows[i].Line}"));
                }
            }
        }

        return new ImportedProfile(Table(entries, skipped), repeats);
    }

    private static void Add(string variant, ParvaRow row, List<ProfileEntry> entries, List<SkippedEntry> skipped)
    {
        var profile = Profiles[row.Slices];
        if (row.ProcessItemsPerSecond <= 0)
        {
            skipped.Add(new SkippedEntry(variant, profile, row.Processes, row.Batch, "did not run: throughput 0 in ParvaGPU's data"));
            return;
        }

        var latency = row.Batch / row.ProcessItemsPerSecond * 1000;
        entries.Add(new ProfileEntry(variant, profile, row.Processes, row.Batch, latency, latency, latency, row.ProcessItemsPerSecond * row.Processes, MemoryMiB: 0, []));
    }

    private static ProfileTable Table(IReadOnlyList<ProfileEntry> entries, IReadOnlyList<SkippedEntry> skipped) => new(
        JsonFile.Version,
        Application: null,
        Device,
        Slices: 7,
        "NVIDIA A100 80 GB, measured by the authors of ParvaGPU (SC'24); p50, p95 and p99 are all batch / throughput; memory unknown",
        "unknown",
        "imported",
        new Dictionary<string, string>(StringComparer.Ordinal),
        Complete: true,
        entries,
        skipped,
        []);

    private static string VariantOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return Names.IsName(name) ? name : throw new InvalidFileException(file, [new Fault(string.Empty, $"'{name}' is not a variant's name: {Names.Rule}; rename the file")]);
    }
}

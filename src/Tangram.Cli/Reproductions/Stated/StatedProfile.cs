using System.Globalization;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;

namespace Tangram.Cli.Reproductions.Stated;

/// <summary>A profile that nobody measured: a formula, so that reproductions run where no measured profile is at hand [N].</summary>
/// <remarks>
/// A batch of b items in one of c processes on g slices takes f + w·b·c·(1 + μ·(c − 1)) / g^σ: a fixed part f for each layer, which larger segments do not shorten, and
/// the work, which they do; processes overlap their fixed parts and share the work, at a cost μ for each further one. docs/stated-profile.md has every constant; all are ours.
/// </remarks>
internal static class StatedProfile
{
    /// <summary>Fixed time of a layer, in ms [N].</summary>
    public const double LayerMilliseconds = 0.03;

    /// <summary>10⁹ multiplications and additions that one slice does in a ms at efficiency 1 [N].</summary>
    public const double GigaMacsPerMillisecond = 2.5;

    /// <summary>σ: g slices work g^σ times as fast as one [N].</summary>
    public const double Gain = 0.95;

    /// <summary>μ: more work for each further process that shares a segment [N].</summary>
    public const double ProcessCost = 0.03;

    /// <summary>p95 over p50 [N].</summary>
    public const double P95 = 1.05;

    /// <summary>p99 over p50 [N].</summary>
    public const double P99 = 1.08;

    /// <summary>Memory of a process without its model, in MiB [N].</summary>
    public const double ProcessMiB = 600;

    /// <summary>Memory that an item of a batch takes for each 10⁹ multiplications and additions, in MiB [N].</summary>
    public const double MiBPerGigaMac = 8;

    /// <summary>Most processes on a segment.</summary>
    public const int MostProcesses = 3;

    /// <summary>Batch sizes.</summary>
    public static IReadOnlyList<int> Batches { get; } = [1, 2, 4, 8, 16, 32, 64];

    /// <summary>What is said of its origin.</summary>
    public const string Basis = "stated by a formula (docs/stated-profile.md), not measured [N]";

    /// <summary>Median time of a batch, in ms.</summary>
    public static double Milliseconds(StatedModel model, int slices, int processes, int batch)
    {
        var work = model.GigaMacs / (GigaMacsPerMillisecond * model.Efficiency) * batch / Math.Pow(slices, Gain);
        return (model.Layers * LayerMilliseconds) + (work * processes * (1 + (ProcessCost * (processes - 1))));
    }

    /// <summary>Memory of a segment, in MiB: each process with its context, 32-bit weights and what a batch takes.</summary>
    public static double MemoryMiB(StatedModel model, int processes, int batch) =>
        processes * (ProcessMiB + (model.MegaParameters * 1e6 * 4 / (1 << 20)) + (MiBPerGigaMac * model.GigaMacs * batch));

    /// <summary>The profile of models on a device, of its sizes without the one of double memory, as ParvaGPU's data has them.</summary>
    public static ProfileTable Of(DeviceModel device, IEnumerable<StatedModel> models)
    {
        var (entries, skipped) = (new List<ProfileEntry>(), new List<SkippedEntry>());
        var sizes = device.Profiles.GroupBy(p => p.ComputeSlices).Select(g => g.MinBy(p => p.MemorySlices)!).OrderBy(p => p.ComputeSlices).ToList();
        foreach (var model in models)
        {
            foreach (var (size, processes, batch) in from s in sizes from c in Enumerable.Range(1, MostProcesses) from b in Batches select (s, c, b))
            {
                var memory = MemoryMiB(model, processes, batch);
                if (memory > size.MemoryMiB)
                {
                    skipped.Add(new SkippedEntry(model.Name, size.Name, processes, batch, string.Create(CultureInfo.InvariantCulture, $"needs {memory:0} MiB, more than there are")));
                    continue;
                }

                var p50 = Milliseconds(model, size.ComputeSlices, processes, batch);
                entries.Add(new ProfileEntry(model.Name, size.Name, processes, batch, p50, p50 * P95, p50 * P99, 1000 * processes * batch / p50, memory, []));
            }
        }

        return new ProfileTable(
            JsonFile.Version, Application: null, device.Name, device.ComputeSlices, Basis, "never", "stated", new Dictionary<string, string>(StringComparer.Ordinal), Complete: true, entries, skipped, []);
    }
}

using System.Globalization;

namespace Tangram.Profiling.Signatures;

/// <summary>The caches of a core, as Linux tells them.</summary>
internal static class CoreCaches
{
    private const string Cores = "/sys/devices/system/cpu";

    /// <summary>Sizes in MiB: of the cache nearest to memory, which cores share, and of the one before it, which a core has for itself; null where the system does not tell.</summary>
    /// <param name="core">The core.</param>
    /// <param name="root">Folder of the cores; another one in tests.</param>
    public static (double? Last, double? Own) SizesMiB(int core, string root = Cores)
    {
        var folder = Path.Combine(root, FormattableString.Invariant($"cpu{core}"), "cache");
        if (!Directory.Exists(folder))
        {
            return (null, null);
        }

        var sizes = Directory.GetDirectories(folder, "index*")
            .Where(index => !string.Equals(Text(index, "type"), "Instruction", StringComparison.Ordinal))
            .Select(index => (Level: Text(index, "level"), Size: MiB(Text(index, "size"))))
            .Where(c => c.Size > 0)
            .OrderBy(c => c.Level, StringComparer.Ordinal)
            .Select(c => c.Size)
            .ToList();
        return (sizes.Count > 0 ? sizes[^1] : null, sizes.Count > 1 ? sizes[^2] : null);
    }

    private static string Text(string index, string name) => Path.Combine(index, name) is var file && File.Exists(file) ? File.ReadAllText(file).Trim() : string.Empty;

    // Written as 36608K or 32M.
    private static double? MiB(string size)
    {
        var mebibytes = size.EndsWith('K') ? 1 / 1024.0 : size.EndsWith('M') ? 1 : 0;
        return mebibytes > 0 && double.TryParse(size[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value * mebibytes : null;
    }
}

using System.Globalization;

namespace Tangram.Profiling.Signatures;

/// <summary>The cache that is nearest to memory, as Linux tells it.</summary>
internal static class LastCache
{
    private const string Cores = "/sys/devices/system/cpu";

    /// <summary>Its size in MiB; null where the system does not tell.</summary>
    /// <param name="core">A core that uses it.</param>
    /// <param name="root">Folder of the cores; another one in tests.</param>
    public static double? SizeMiB(int core, string root = Cores)
    {
        var folder = Path.Combine(root, FormattableString.Invariant($"cpu{core}"), "cache");
        if (!Directory.Exists(folder))
        {
            return null;
        }

        return Directory.GetDirectories(folder, "index*")
            .Select(index => (Level: Text(index, "level"), Size: MiB(Text(index, "size"))))
            .Where(c => c.Size > 0)
            .OrderBy(c => c.Level, StringComparer.Ordinal)
            .LastOrDefault().Size;
    }

    private static string Text(string index, string name) => Path.Combine(index, name) is var file && File.Exists(file) ? File.ReadAllText(file).Trim() : string.Empty;

    // Written as 36608K or 32M.
    private static double? MiB(string size)
    {
        var mebibytes = size.EndsWith('K') ? 1 / 1024.0 : size.EndsWith('M') ? 1 : 0;
        return mebibytes > 0 && double.TryParse(size[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value * mebibytes : null;
    }
}

using System.Security.Cryptography;
using Tangram.Core.Applications;

namespace Tangram.Profiling;

/// <summary>Tells whether measurements belong to the models there are now.</summary>
public static class ModelFingerprints
{
    /// <summary>A fingerprint of each variant: the SHA-256 of its model file, shortened, and its input's shape.</summary>
    public static IReadOnlyDictionary<string, string> Of(Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var files = application.Tasks.SelectMany(t => t.Variants).Select(v => v.Model).Distinct(StringComparer.Ordinal)
            .ToDictionary(m => m, Hash, StringComparer.Ordinal);
        return new SortedDictionary<string, string>(
            application.Tasks.SelectMany(t => t.Variants).ToDictionary(v => v.Name, v => $"{files[v.Model]} {string.Join('x', v.Input)}", StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>Whether both name the same variants with the same fingerprints.</summary>
    public static bool AreSame(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Count == right.Count && left.All(l => right.TryGetValue(l.Key, out var r) && string.Equals(l.Value, r, StringComparison.Ordinal));
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..16];
    }
}

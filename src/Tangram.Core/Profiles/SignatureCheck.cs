using System.Globalization;
using Tangram.Core.Files;

namespace Tangram.Core.Profiles;

/// <summary>Whether the signatures of a profile say what can be.</summary>
internal static class SignatureCheck
{
    /// <summary>Everything that cannot be, with its path; empty where there is nothing, or no signature.</summary>
    public static IEnumerable<Fault> Faults(ProfileTable profile)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (signature, path) in (profile.Signatures ?? []).Select((s, i) => (s, FormattableString.Invariant($"signatures[{i}]"))))
        {
            if (!seen.Add(signature.Variant))
            {
                yield return new Fault($"{path}.variant", $"'{signature.Variant}' is there twice; each variant has one signature");
            }

            foreach (var (name, value) in ((string, double)[])[("l2", signature.L2), ("dram", signature.Dram)])
            {
                if (value is not (>= 0 and <= 1))
                {
                    yield return new Fault($"{path}.{name}", $"is {Text(value)}; a utilisation is from 0 to 1");
                }
            }

            foreach (var (name, value) in ((string, double?)[])[("bytesPerItem", signature.BytesPerItem), ("operationsPerItem", signature.OperationsPerItem)])
            {
                if (value is { } figure && (!double.IsFinite(figure) || figure < 0))
                {
                    yield return new Fault($"{path}.{name}", $"is {Text(figure)}; it is at least 0 and finite, or null");
                }
            }
        }

        var memory = profile.MemorySystem;
        foreach (var (name, value) in ((string, double?)[])[("gigabytesPerSecond", memory?.GigabytesPerSecond), ("lastCacheMiB", memory?.LastCacheMiB), ("coreCacheMiB", memory?.CoreCacheMiB)])
        {
            if (value is { } figure && (!double.IsFinite(figure) || figure <= 0))
            {
                yield return new Fault($"memorySystem.{name}", $"is {Text(figure)}; it is above 0 and finite");
            }
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Files;

namespace Tangram.Core.Profiles;

/// <summary>Whether a profile says what can be, and what an application needs.</summary>
public static class ProfileCheck
{
    /// <summary>Everything in a profile that cannot be, with its path; empty where there is nothing.</summary>
    public static IReadOnlyList<Fault> Faults(ProfileTable profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var seen = new Dictionary<(string Variant, string Profile, int Concurrency, int Batch), int>();
        var faults = new List<Fault>();
        if (profile.Slices < 1)
        {
            faults.Add(new Fault("slices", $"is {Text(profile.Slices)}; a device has at least 1"));
        }

        if (!CpuDevice.SlicesPerCoreOffered.Contains(profile.SlicesPerCore) || profile.Slices % profile.SlicesPerCore != 0)
        {
            faults.Add(new Fault("slicesPerCore", $"is {Text(profile.SlicesPerCore)}; {Text(profile.Slices)} slices are cores of {string.Join(", ", CpuDevice.SlicesPerCoreOffered)} slices each"));
        }

        for (var i = 0; i < profile.Entries.Count; i++)
        {
            var (entry, path) = (profile.Entries[i], FormattableString.Invariant($"entries[{i}]"));
            faults.AddRange(Faults(entry, path));
            if (!seen.TryAdd((entry.Variant, entry.Profile, entry.Concurrency, entry.Batch), i))
            {
                var first = seen[(entry.Variant, entry.Profile, entry.Concurrency, entry.Batch)];
                faults.Add(new Fault(path, FormattableString.Invariant($"is of variant, profile, concurrency and batch of entries[{first}]; each is there once")));
            }
        }

        faults.AddRange(profile.Operators.SelectMany((o, i) => Faults(o, FormattableString.Invariant($"operators[{i}]"))));
        faults.AddRange(SignatureCheck.Faults(profile));
        return faults;
    }

    /// <summary>Variants of an application that none of some profiles knows: neither measured nor left out with a reason.</summary>
    /// <param name="application">The application.</param>
    /// <param name="profiles">Profiles of the application, and common ones.</param>
    public static IReadOnlyList<string> UnknownVariants(Application application, IEnumerable<ProfileTable> profiles)
    {
        ArgumentNullException.ThrowIfNull(application);
        var known = profiles
            .Where(p => p.Application is null || string.Equals(p.Application, application.Name, StringComparison.Ordinal))
            .SelectMany(p => p.Entries.Select(e => e.Variant).Concat(p.Skipped.Select(s => s.Variant)))
            .ToHashSet(StringComparer.Ordinal);
        return [.. application.Tasks.SelectMany(t => t.Variants).Select(v => v.Name).Where(v => !known.Contains(v))];
    }

    private static IEnumerable<Fault> Faults(ProfileEntry entry, string path)
    {
        if (entry.Batch < 1)
        {
            yield return new Fault($"{path}.batch", $"is {Text(entry.Batch)}; a batch has at least 1 item");
        }

        if (entry.Concurrency < 1)
        {
            yield return new Fault($"{path}.concurrency", $"is {Text(entry.Concurrency)}; a segment has at least 1 process");
        }

        foreach (var (name, milliseconds) in ((string, double)[])[("p50Milliseconds", entry.P50Milliseconds), ("p95Milliseconds", entry.P95Milliseconds), ("p99Milliseconds", entry.P99Milliseconds)])
        {
            if (!double.IsFinite(milliseconds) || milliseconds <= 0)
            {
                yield return new Fault($"{path}.{name}", $"is {Text(milliseconds)}; a batch takes longer than 0 ms{Finite(milliseconds)}");
            }
        }

        if (!double.IsFinite(entry.ItemsPerSecond) || entry.ItemsPerSecond < 0)
        {
            yield return new Fault($"{path}.itemsPerSecond", $"is {Text(entry.ItemsPerSecond)}; a throughput is at least 0{Finite(entry.ItemsPerSecond)}");
        }

        if (!double.IsFinite(entry.MemoryMiB) || entry.MemoryMiB < 0)
        {
            yield return new Fault($"{path}.memoryMiB", $"is {Text(entry.MemoryMiB)}; memory is at least 0{Finite(entry.MemoryMiB)}");
        }
    }

    private static IEnumerable<Fault> Faults(OperatorTime time, string path)
    {
        foreach (var (name, milliseconds) in ((string, double)[])[("p50Milliseconds", time.P50Milliseconds), ("p95Milliseconds", time.P95Milliseconds)])
        {
            if (!double.IsFinite(milliseconds) || milliseconds < 0)
            {
                yield return new Fault($"{path}.{name}", $"is {Text(milliseconds)}; a step takes at least 0 ms{Finite(milliseconds)}");
            }
        }
    }

    private static string Finite(double value) => double.IsFinite(value) ? string.Empty : ", and finite";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

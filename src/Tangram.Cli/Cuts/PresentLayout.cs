using Tangram.Core.Devices.MigParted;
using Tangram.Devices.Nvidia;
using Tangram.Devices.Partitioning;

namespace Tangram.Cli.Cuts;

/// <summary>What the GPUs of this machine are cut into, in mig-parted's words.</summary>
internal static class PresentLayout
{
    /// <summary>Describes it; GPUs that are cut alike share an entry.</summary>
    /// <param name="driver">The GPUs.</param>
    /// <param name="name">The configuration's name.</param>
    /// <param name="remarks">Where the segments of an entry lie, which the format has no words for.</param>
    /// <exception cref="PartitioningException">A GPU instance has no compute instance with all of it, which the format would hide.</exception>
    public static MigConfig Of(NvidiaDriver driver, string name, out Func<MigRule, string?> remarks)
    {
        var segments = driver.Gpus.ToDictionary(g => g.Index, g => driver.Segments(g, g.Index));
        if (segments.Values.SelectMany(s => s).FirstOrDefault(s => !s.IsWhole) is { } broken)
        {
            throw new PartitioningException($"{driver.Gpus[broken.Device].Called}: {broken.Place} has no compute instance with all of it, which cannot be exported; 'tangram apply' with what it is to be mends it");
        }

        remarks = rule => rule.IsEnabled && rule.Gpus!.Any(g => segments[g].Count > 0)
            ? string.Join("; ", rule.Gpus!.Select(g => $"{driver.Gpus[g].Called} ({driver.Gpus[g].Name}): {string.Join(", ", segments[g].Select(s => s.Place))}"))
            : null;
        return new MigConfig(
            name,
            [
                .. driver.Gpus.Select(g => (g.Index, Rule: new MigRule([g.Index], [], g.Mig == MigState.Enabled, segments[g.Index].CountBy(s => s.Profile, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal))))
                    .GroupBy(g => $"{g.Rule.IsEnabled} {string.Join(' ', g.Rule.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"))}", StringComparer.Ordinal)
                    .Select(equal => equal.First().Rule with { Gpus = [.. equal.Select(g => g.Index)] }),
            ]);
    }
}

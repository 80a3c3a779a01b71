using System.Globalization;
using System.Text;

namespace Tangram.Core.Devices.MigParted;

/// <summary>Writes the files that <see cref="MigConfigParser"/> and NVIDIA's MIG partition editor read.</summary>
public static class MigConfigWriter
{
    /// <summary>Writes one configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="remarks">A line for each rule that is written above it as a comment, or null.</param>
    public static string Write(MigConfig config, Func<MigRule, string?> remarks)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(remarks);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"version: {MigConfigParser.Version}\nmig-configs:\n  {config.Name}:\n");
        foreach (var rule in config.Rules)
        {
            if (remarks(rule) is { } remark)
            {
                text.Append(CultureInfo.InvariantCulture, $"    # {remark}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"    - devices: {(rule.Gpus is null ? "all" : $"[{string.Join(", ", rule.Gpus)}]")}\n");
            if (rule.PciDevices.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"      device-filter: [{string.Join(", ", rule.PciDevices.Select(d => string.Create(CultureInfo.InvariantCulture, $"\"0x{d:X8}\"")))}]\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"      mig-enabled: {(rule.IsEnabled ? "true" : "false")}\n");
            if (rule.IsEnabled)
            {
                text.Append(rule.Counts.Count == 0 ? "      mig-devices: {}\n" : "      mig-devices:\n");
                foreach (var (profile, count) in rule.Counts.OrderBy(c => c.Key, StringComparer.Ordinal))
                {
                    text.Append(CultureInfo.InvariantCulture, $"        \"{profile}\": {count}\n");
                }
            }
        }

        return text.ToString();
    }
}

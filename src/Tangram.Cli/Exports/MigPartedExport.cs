using System.Text;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;

namespace Tangram.Cli.Exports;

/// <summary>Writes the configuration file of NVIDIA's MIG partition editor [C: github.com/NVIDIA/mig-parted, its README and examples].</summary>
/// <remarks>It names profiles and their number; the editor finds the places itself. Devices the plan does not use are not named, so they stay as they are.</remarks>
internal sealed class MigPartedExport : IPlanExport, ICatalogued<MigPartedExport, IPlanExport>
{
    public static string Name => "mig-parted";

    public static string Description => "mig-configs for 'nvidia-mig-parted apply', one for each device model";

    public static IPlanExport Create(Settings settings) => new MigPartedExport();

    public string Write(Plan plan)
    {
        var text = new StringBuilder("# Apply on a node of the model: nvidia-mig-parted apply -f FILE -c NAME\nversion: v1\nmig-configs:\n");
        foreach (var pool in ExportedDevice.Of(plan).GroupBy(d => d.Model, StringComparer.Ordinal))
        {
            text.Append($"  tangram-{pool.Key}:\n");
            foreach (var equal in pool.GroupBy(Cut, StringComparer.Ordinal).OrderBy(g => g.Min(d => d.Index)))
            {
                text.Append($"    - devices: [{string.Join(", ", equal.Select(d => Invariant(d.Index)))}]\n      mig-enabled: true\n      mig-devices:\n{equal.Key}");
            }
        }

        return text.ToString();
    }

    private static string Cut(ExportedDevice device) => string.Concat(
        device.Segments.GroupBy(s => s.Profile, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"        \"{g.Key}\": {Invariant(g.Count())}\n"));

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

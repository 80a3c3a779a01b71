using System.Globalization;
using System.Text;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;

namespace Tangram.Cli.Exports;

/// <summary>Writes a shell script of <c>nvidia-smi mig</c> commands.</summary>
/// <remarks>
/// <para>
/// What was checked in public texts: <c>-cgi</c> takes profiles by name or number, separated by commas, each with its start behind a colon (<c>1:0,4:2</c>)
/// [C: help text of <c>nvidia-smi mig</c> as a compatible tool repeats it]; <c>-C</c> creates the compute instances too, <c>-i</c> names the GPU,
/// <c>-dci</c> and <c>-dgi</c> destroy [C: NVIDIA's MIG user guide]. A start is a memory slice, as <c>-lgipp</c> lists them. Not run on a GPU by us.
/// </para>
/// <para>Without starts the order matters (19,19,14,9 fails where 9,19,14,19 works); with them any order does, and the largest come first all the same.</para>
/// </remarks>
internal sealed class NvidiaSmiExport : IPlanExport, ICatalogued<NvidiaSmiExport, IPlanExport>
{
    public static string Name => "nvidia-smi";

    public static string Description => "a shell script that cuts each GPU at the plan's places";

    public static IPlanExport Create(Settings settings) => new NvidiaSmiExport();

    public string Write(Plan plan)
    {
        var pools = ExportedDevice.Of(plan).GroupBy(d => d.Model, StringComparer.Ordinal).ToList();
        var models = pools.ConvertAll(p => p.Key);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""
            #!/usr/bin/env bash
            # Cuts the GPUs of one node as planned; GPUs that the plan does not use stay as they are. Run as root, with nothing running on them.
            # Argument: the model of the node's GPUs: {{string.Join(", ", models)}}
            set -euo pipefail
            model=${1:-{{models.FirstOrDefault()}}}
            cut() {
              nvidia-smi -i "$1" -mig 1
              # These fail where there is nothing to destroy.
              nvidia-smi mig -i "$1" -dci || true
              nvidia-smi mig -i "$1" -dgi || true
              # profile:start,…; a start is a memory slice, as 'nvidia-smi mig -lgipp' lists them.
              nvidia-smi mig -i "$1" -cgi "$2" -C
            }
            case "$model" in

            """);
        foreach (var pool in pools)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {pool.Key})\n");
            foreach (var device in pool)
            {
                text.Append(CultureInfo.InvariantCulture, $"    cut {device.Index} {string.Join(',', device.Segments.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Profile}:{s.Start}")))}\n");
            }

            text.Append("    ;;\n");
        }

        return text.Append($"  *)\n    echo \"no GPU model '$model' in this plan; known: {string.Join(", ", models)}\" >&2\n    exit 2\n    ;;\nesac\n").ToString();
    }
}

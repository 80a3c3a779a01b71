using Tangram.Core.Catalogs;

namespace Tangram.Cli.Exports;

/// <summary>The one place that lists what plans can be exported to. A new format adds a file and a line here.</summary>
internal static class PlanExportCatalog
{
    /// <summary>Formats by name.</summary>
    public static Catalog<IPlanExport> Exports { get; } = new Catalog<IPlanExport>("export")
        .Add<KubernetesExport>()
        .Add<MigPartedExport>()
        .Add<NvidiaSmiExport>();
}

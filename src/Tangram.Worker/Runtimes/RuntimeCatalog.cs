using Tangram.Core.Catalogs;

namespace Tangram.Worker.Runtimes;

/// <summary>The one place that lists every model runtime. A new runtime adds a file and a line here.</summary>
internal static class RuntimeCatalog
{
    /// <summary>Model runtimes.</summary>
    public static Catalog<IModelRuntime> Runtimes { get; } = new Catalog<IModelRuntime>("model runtime")
        .Add<OnnxModelRuntime>();
}

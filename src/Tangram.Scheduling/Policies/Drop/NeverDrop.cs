using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Drop;

/// <summary>Runs every item it has, however late.</summary>
public sealed class NeverDrop : IDropPolicy, ICatalogued<NeverDrop, IDropPolicy>
{
    /// <inheritdoc/>
    public static string Name => "never";

    /// <inheritdoc/>
    public bool IsAny => false;

    /// <inheritdoc/>
    public static IDropPolicy Create(Settings settings) => new NeverDrop();

    /// <inheritdoc/>
    public DropDecision Decide(in DropQuestion question) => DropDecision.Keep;
}

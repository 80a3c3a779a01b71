using Tangram.Core.Catalogs;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies.Drop;

/// <summary>Runs every item it has, however late.</summary>
public sealed class NeverDrop : IDropPolicy, ICatalogued<NeverDrop, IDropPolicy>
{
    /// <inheritdoc/>
    public static string Name => "never";

    /// <inheritdoc/>
    public static IDropPolicy Create(Settings settings) => new NeverDrop();

    /// <inheritdoc/>
    public bool IsHopeless(Instant now, WorkItem item, TimeSpan after, TimeSpan run) => false;
}

using Tangram.Core.Catalogs;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies.Drop;

/// <summary>Gives a request up, at any stage, once it cannot be answered in time even if it never waited again.</summary>
/// <remarks>After Loki's early drop [C], with the time left on the rest of the graph in place of a stage budget [N].</remarks>
public sealed class EveryStageDrop : IDropPolicy, ICatalogued<EveryStageDrop, IDropPolicy>
{
    /// <inheritdoc/>
    public static string Name => "every-stage";

    /// <inheritdoc/>
    public static IDropPolicy Create(Settings settings) => new EveryStageDrop();

    /// <inheritdoc/>
    public bool IsHopeless(Instant now, WorkItem item, TimeSpan after, TimeSpan run)
    {
        ArgumentNullException.ThrowIfNull(item);
        return now + run + after > item.Deadline;
    }
}

using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Drop;

/// <summary>Gives a request up, at any stage, once it cannot be answered in time even if it never waited again.</summary>
/// <remarks>After Loki's early drop [C], with the time left on the rest of the graph in place of a stage budget [N].</remarks>
public sealed class HopelessDrop : IDropPolicy, ICatalogued<HopelessDrop, IDropPolicy>
{
    /// <inheritdoc/>
    public static string Name => "hopeless";

    /// <inheritdoc/>
    public static IDropPolicy Create(Settings settings) => new HopelessDrop();

    /// <inheritdoc/>
    public DropDecision Decide(in DropQuestion question) =>
        question.Now + question.Segment.RunOf(1, question.Item.Size) + question.After > question.Item.Deadline ? DropDecision.Drop : DropDecision.Keep;
}

using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Drop;

/// <summary>Gives a request up only at a last stage, where the batch that would be formed ends after its deadline.</summary>
/// <remarks>Loki's early drop at the last task only [C].</remarks>
public sealed class LastStageDrop : IDropPolicy, ICatalogued<LastStageDrop, IDropPolicy>
{
    /// <inheritdoc/>
    public static string Name => "last-stage";

    /// <inheritdoc/>
    public static IDropPolicy Create(Settings settings) => new LastStageDrop();

    /// <inheritdoc/>
    public DropDecision Decide(in DropQuestion question) => question.IsLastStage && IsTooLate(question) ? DropDecision.Drop : DropDecision.Keep;

    /// <summary>Whether the batch that would be formed ends, with what follows it, after the deadline.</summary>
    internal static bool IsTooLate(in DropQuestion question) => question.Now + question.Run + question.After > question.Item.Deadline;
}

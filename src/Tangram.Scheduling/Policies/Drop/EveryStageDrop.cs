using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Drop;

/// <summary>Gives a request up at the stage where its item exceeds the stage's budget, unless a quicker segment of the next stage lets it catch up.</summary>
/// <remarks>
/// Loki's early drop with opportunistic rerouting [C]: where now + latency(batch) &gt; start of the stage + its budget, the item's own items are pinned to a segment of the
/// next task with a strictly smaller budget than that task's largest and with room, such that now + latency ≤ expiry − that budget; without one it is dropped.
/// A last stage is judged by the deadline, since nothing follows that could catch up [R].
/// </remarks>
public sealed class EveryStageDrop : IDropPolicy, ICatalogued<EveryStageDrop, IDropPolicy>
{
    /// <inheritdoc/>
    public static string Name => "every-stage";

    /// <inheritdoc/>
    public static IDropPolicy Create(Settings settings) => new EveryStageDrop();

    /// <inheritdoc/>
    public DropDecision Decide(in DropQuestion question)
    {
        if (question.IsLastStage)
        {
            return LastStageDrop.IsTooLate(question) ? DropDecision.Drop : DropDecision.Keep;
        }

        if (question.Now + question.Run <= question.Item.CreatedAt + question.Segment.Budget)
        {
            return DropDecision.Keep;
        }

        return Quicker(question) is { } segment ? DropDecision.Reroute(segment) : DropDecision.Drop;
    }

    private static Segment? Quicker(in DropQuestion question)
    {
        var usual = TimeSpan.Zero;
        foreach (var next in question.Next)
        {
            usual = next.Segment.Budget > usual ? next.Segment.Budget : usual;
        }

        var end = question.Now + question.Run;
        Segment? quickest = null;
        foreach (var next in question.Next)
        {
            var budget = next.Segment.Budget;
            var catchesUp = budget < usual && next.HasRoom && end + budget + question.AfterNext <= question.Item.Deadline;
            quickest = catchesUp && (quickest is null || budget < quickest.Budget) ? next.Segment : quickest;
        }

        return quickest;
    }
}

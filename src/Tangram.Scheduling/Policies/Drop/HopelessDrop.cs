using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Drop;

/// <summary>Gives a request up, at any stage, once it is not expected to be answered in time: by the batch that would be formed and by what waits at the tasks that follow.</summary>
/// <remarks>
/// After Loki's early drop [C], with the time that the rest of the graph takes as things are in place of a stage budget [N]. That time counts more than once, since where every
/// request comes through a stage only just in time the smallest delay at the next makes them all late: under overload most work would go into requests that are dropped.
/// An item that is on schedule is kept.
/// </remarks>
public sealed class HopelessDrop(double caution) : IDropPolicy, ICatalogued<HopelessDrop, IDropPolicy>
{
    /// <inheritdoc/>
    public static string Name => "hopeless";

    /// <summary>Setting <c>caution</c>: how many times the time that follows is counted at stages before the last, from 0 to 10; 1.75 unless given.</summary>
    public static IDropPolicy Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new HopelessDrop(settings.Number("caution", fallback: 1.75, min: 0, max: 10));
    }

    /// <inheritdoc/>
    public DropDecision Decide(in DropQuestion question)
    {
        if (question.Now + question.Run <= question.Due)
        {
            return DropDecision.Keep;
        }

        var after = question.IsLastStage ? question.After : question.AfterAsThingsAre * caution;
        return question.Now + question.Run + after > question.Item.Deadline ? DropDecision.Drop : DropDecision.Keep;
    }
}

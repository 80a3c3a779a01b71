using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Dispatch;

/// <summary>The segment on which the item would be finished first; ties go to the smaller segment, then to the first.</summary>
public sealed class LeastLoadedDispatch : IDispatchPolicy, ICatalogued<LeastLoadedDispatch, IDispatchPolicy>
{
    /// <inheritdoc/>
    public static string Name => "least-loaded";

    /// <inheritdoc/>
    public static IDispatchPolicy Create(Settings settings) => new LeastLoadedDispatch();

    /// <inheritdoc/>
    public int Choose(in DispatchQuestion question) => Soonest(question);

    /// <summary>Place of the segment on which an item that came now would be finished first.</summary>
    internal static int Soonest(in DispatchQuestion question)
    {
        var (best, earliest) = (0, long.MaxValue);
        for (var i = 0; i < question.Segments.Length; i++)
        {
            var segment = question.Segments[i];
            var end = segment.Ahead(question.Now).Ticks + segment.RunWith(question.Size).Ticks;
            (best, earliest) = end < earliest ? (i, end) : (best, earliest);
        }

        return best;
    }
}

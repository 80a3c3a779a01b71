using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Dispatch;

/// <summary>The most accurate variant that still has room in its next batches; where none has, the segment that is filled the least.</summary>
/// <remarks>
/// Loki's routing [C]: the most accurate are filled to capacity and the excess is spread evenly. Loki does so with rates once in a control period; here every item
/// goes by the room there is when it comes [N].
/// </remarks>
public sealed class MostAccurateFirstDispatch : IDispatchPolicy, ICatalogued<MostAccurateFirstDispatch, IDispatchPolicy>
{
    /// <inheritdoc/>
    public static string Name => "most-accurate-first";

    /// <inheritdoc/>
    public bool ChoosesVariant => true;

    /// <inheritdoc/>
    public static IDispatchPolicy Create(Settings settings) => new MostAccurateFirstDispatch();

    /// <inheritdoc/>
    public int Choose(in DispatchQuestion question)
    {
        var segments = question.Segments;
        var (best, leastFilled) = (-1, 0);
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i].HasRoom && (best < 0 || segments[i].Segment.Accuracy > segments[best].Segment.Accuracy))
            {
                best = i;
            }

            leastFilled = segments[i].Filling < segments[leastFilled].Filling ? i : leastFilled;
        }

        return best >= 0 ? best : leastFilled;
    }
}

using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Dispatch;

/// <summary>First idle, first served: an idle segment if there is one, else the first that becomes idle.</summary>
/// <remarks>The baseline of PARIS and ELSA (arXiv 2202.13481, §V) [R]. Of several idle segments the most accurate is taken, of these the smallest [N].</remarks>
public sealed class FifsDispatch : IDispatchPolicy, ICatalogued<FifsDispatch, IDispatchPolicy>
{
    /// <inheritdoc/>
    public static string Name => "fifs";

    /// <inheritdoc/>
    public bool ChoosesVariant => true;

    /// <inheritdoc/>
    public static IDispatchPolicy Create(Settings settings) => new FifsDispatch();

    /// <inheritdoc/>
    public int Choose(in DispatchQuestion question)
    {
        var chosen = DispatchQuestion.Hold;
        for (var i = 0; i < question.Segments.Length; i++)
        {
            if (question.Segments[i].IsIdle && (chosen < 0 || question.Segments[i].Segment.Accuracy > question.Segments[chosen].Segment.Accuracy))
            {
                chosen = i;
            }
        }

        return chosen;
    }
}

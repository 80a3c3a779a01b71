using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Dispatch;

/// <summary>The smallest segment that leaves slack; where none does, the one that would be finished first.</summary>
/// <remarks>
/// ELSA (PARIS and ELSA, arXiv 2202.13481, §IV) [R]: slack = SLA − α·(T_wait + β·T_est). In a task graph the SLA of an item is its task's part of what was left to
/// its request's deadline when it came, so that later tasks have room to wait too [N]. T_est is that of the batch the item would be in, with those that join it; at batch size 1 both are the paper's.
/// </remarks>
public sealed class ElsaDispatch(double alpha, double beta) : IDispatchPolicy, ICatalogued<ElsaDispatch, IDispatchPolicy>
{
    /// <inheritdoc/>
    public static string Name => "elsa";

    /// <summary>Settings <c>alpha</c> and <c>beta</c>: the weights of waiting and running together and of running, from 0 to 100; 1 unless given.</summary>
    public static IDispatchPolicy Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ElsaDispatch(settings.Number("alpha", fallback: 1, min: 0, max: 100), settings.Number("beta", fallback: 1, min: 0, max: 100));
    }

    /// <inheritdoc/>
    public int Choose(in DispatchQuestion question)
    {
        var left = (question.Due - question.Now).Ticks;
        var segments = question.Segments;
        var (fits, leastWait, soonest, earliest) = (-1, long.MaxValue, 0, long.MaxValue);
        for (var i = 0; i < segments.Length && (fits < 0 || segments[i].Slices == segments[fits].Slices); i++)
        {
            var wait = segments[i].Ahead(question.Now).Ticks;
            if (wait < leastWait && left - (alpha * (wait + (beta * segments[i].RunInTheEnd(question.Size).Ticks))) > 0)
            {
                (fits, leastWait) = (i, wait);
            }

            var end = wait + segments[i].RunWith(question.Size).Ticks;
            if (end < earliest)
            {
                (soonest, earliest) = (i, end);
            }
        }

        return fits >= 0 ? fits : soonest;
    }
}

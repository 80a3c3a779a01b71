using Tangram.Control.Observing;
using Tangram.Core.Applications;

namespace Tangram.Control.Estimating;

/// <summary>Estimates fan-outs by task, variant and child: the mean over at most the last 50 observations, as Loki does [C].</summary>
/// <remarks>
/// The mean takes the place of what is counted with only once it comes of enough items, and departs by more than the band and by more than four standard
/// errors, which are worked out from how the observations differ [N]. A variant that does not run is taken to have changed as those did that run, since
/// what changes a fan-out is what the requests show [N]; otherwise a plan could flee to a variant nothing is known of.
/// </remarks>
/// <param name="settings">The band, and how many items are enough.</param>
public sealed class FanOutEstimator(ControlSettings settings)
{
    private const int Observations = 50;
    private const int FewestObservations = 5;
    private const int StaleRounds = 600;
    private const double StandardErrors = 4;

    private readonly Dictionary<(string Task, string Variant, string? Child), Queue<(long Round, long Items, long Children)>> _seen = [];
    private long _round;

    /// <summary>Takes note of what came of items in a span of time.</summary>
    public void Observe(IReadOnlyList<FanOutObservation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        _round++;
        foreach (var seen in observations.Where(o => o.Items > 0))
        {
            var key = (seen.Task, seen.Variant, seen.Child);
            if (!_seen.TryGetValue(key, out var queue))
            {
                _seen[key] = queue = [];
            }

            queue.Enqueue((_round, seen.Items, seen.Children));
            if (queue.Count > Observations)
            {
                queue.Dequeue();
            }
        }

        // What was seen of a variant that no longer runs says less and less of what requests are like now.
        foreach (var queue in _seen.Values)
        {
            while (queue.TryPeek(out var oldest) && oldest.Round <= _round - StaleRounds)
            {
                queue.Dequeue();
            }
        }
    }

    /// <summary>The mean of what was seen, and its standard error; null where too few items were seen.</summary>
    /// <param name="edge">The edge that the items went along.</param>
    /// <param name="variant">The variant that ran the edge's parent.</param>
    public (double FanOut, double StandardError)? Estimate(Edge edge, string variant)
    {
        ArgumentNullException.ThrowIfNull(edge);
        if (!_seen.TryGetValue((edge.From, variant, edge.To), out var queue) && !_seen.TryGetValue((edge.From, variant, null), out queue))
        {
            return null;
        }

        var items = queue.Sum(o => o.Items);
        if (queue.Count < FewestObservations || items < settings.FanOutItems)
        {
            return null;
        }

        // The standard error of a ratio of sums; not below that of items which each make a Poisson number of others. None seen yet is not none ever:
        // a plan for none would have no segment for the child.
        var mean = Math.Max(1, queue.Sum(o => o.Children)) / (double)items;
        var squares = queue.Sum(o => Math.Pow(o.Children - (mean * o.Items), 2));
        var variance = (double)queue.Count / (queue.Count - 1) * squares / Math.Pow(items, 2);
        return (mean, Math.Sqrt(Math.Max(variance, mean / items)));
    }

    /// <summary>What to count with instead of what is counted with; null where nothing departs from that.</summary>
    /// <param name="declared">The application as its file says.</param>
    /// <param name="counted">The same with the fan-outs that are counted with.</param>
    public FanOutChange? Compare(Application declared, Application counted)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(counted);
        var departures = new List<string>();
        var isHeavier = false;
        var edges = new List<Edge>();
        foreach (var (edge, file) in counted.Edges.Zip(declared.Edges))
        {
            var variants = counted.Task(edge.From).Variants;
            var departed = variants.Where(v => Departs(edge, v.Name)).ToList();
            foreach (var variant in departed)
            {
                var seen = Estimate(edge, variant.Name)!.Value.FanOut;
                isHeavier |= seen > edge.FanOutOf(variant.Name);
                departures.Add(FormattableString.Invariant($"{edge.From} by {variant.Name} makes {seen:0.##} items for {edge.To} of one, not {edge.FanOutOf(variant.Name):0.##}"));
            }

            edges.Add(departed.Count > 0 ? Refreshed(edge, file, variants) : edge);
        }

        return departures.Count == 0 ? null : new FanOutChange(counted.With(counted.Tasks, edges), isHeavier, string.Join("; ", departures));
    }

    private bool Departs(Edge edge, string variant) =>
        Estimate(edge, variant) is { } seen
        && Math.Abs(seen.FanOut - edge.FanOutOf(variant)) > Math.Max(settings.FanOutBand * edge.FanOutOf(variant), StandardErrors * seen.StandardError);

    private Edge Refreshed(Edge counted, Edge declared, IReadOnlyList<Variant> variants)
    {
        var seen = variants.Select(v => (v.Name, Estimate: Estimate(counted, v.Name))).Where(v => v.Estimate is not null).ToDictionary(v => v.Name, v => v.Estimate!.Value.FanOut, StringComparer.Ordinal);
        var ratios = seen.Where(s => declared.FanOutOf(s.Key) > 0).Select(s => s.Value / declared.FanOutOf(s.Key)).ToList();
        var ratio = ratios.Count > 0 ? Middle.Of(ratios) : 1;
        return counted with
        {
            FanOutByVariant = variants.ToDictionary(v => v.Name, v => seen.TryGetValue(v.Name, out var mean) ? mean : declared.FanOutOf(v.Name) * ratio, StringComparer.Ordinal),
        };
    }
}

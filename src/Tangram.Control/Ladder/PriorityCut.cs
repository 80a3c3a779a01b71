using Tangram.Control.Estimating;

namespace Tangram.Control.Ladder;

/// <summary>Which priorities are refused so that the rest is carried.</summary>
/// <param name="Below">Those below this one; null for none.</param>
/// <param name="Fits">Whether the rest is carried.</param>
internal sealed record PriorityCut(int? Below, bool Fits)
{
    /// <summary>The lowest cut after which the rest is carried; the highest priority of all if not even that is.</summary>
    /// <param name="demand">Says how requests divide between priorities.</param>
    /// <param name="requestsPerSecond">Requests per second of all priorities.</param>
    /// <param name="capacity">Requests per second that are carried.</param>
    public static PriorityCut Find(DemandEstimate demand, double requestsPerSecond, double capacity)
    {
        if (requestsPerSecond <= capacity)
        {
            return new PriorityCut(null, Fits: true);
        }

        var cuts = demand.Shares.Keys.Order().Skip(1).ToList();
        foreach (var below in cuts.Where(below => requestsPerSecond * demand.ShareFrom(below) <= capacity))
        {
            return new PriorityCut(below, Fits: true);
        }

        return new PriorityCut(cuts.Count > 0 ? cuts[^1] : null, Fits: false);
    }
}

using Tangram.Core.Applications;

namespace Tangram.Planning.Exact;

/// <summary>An application as the search sees it.</summary>
/// <param name="Application">What was asked for.</param>
/// <param name="Demand">Requests per second; above 0.</param>
/// <param name="Nodes">Its tasks, parents before children.</param>
/// <param name="FixedMilliseconds">Latency of reading a request and composing its answer.</param>
/// <param name="MaySplit">Whether one of its tasks may split its items between two variants.</param>
internal sealed record ApplicationModel(Application Application, double Demand, IReadOnlyList<Node> Nodes, double FixedMilliseconds, bool MaySplit)
{
    /// <summary>The highest accuracy it can reach.</summary>
    public double BestAccuracy
    {
        get
        {
            var best = 1.0;
            foreach (var node in Nodes)
            {
                best *= node.BestAccuracy;
            }

            return best;
        }
    }
}

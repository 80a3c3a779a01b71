using Tangram.Core.Applications;

namespace Tangram.Planning.Deciding;

/// <summary>How many items reach each task, given what runs.</summary>
internal static class Rates
{
    /// <summary>Items one request brings to each task on average, parents before children.</summary>
    /// <param name="application">The application.</param>
    /// <param name="shares">The variants that run each task; none where it is left out.</param>
    public static double[] ItemsPerRequest(Application application, IReadOnlyList<IReadOnlyList<VariantShare>> shares)
    {
        var places = application.Tasks.Select((t, i) => (t.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        var items = new double[application.Tasks.Count];
        for (var task = 0; task < items.Length; task++)
        {
            var incoming = application.EdgesTo(application.Tasks[task].Name).ToList();
            items[task] = incoming.Count == 0 ? 1 : incoming.Sum(e => items[places[e.From]] * FanOut(e, shares[places[e.From]]));
        }

        return items;
    }

    /// <summary>Items handed on per item of a task, by the mix of its variants; 1 where it is left out.</summary>
    private static double FanOut(Edge edge, IReadOnlyList<VariantShare> shares) =>
        shares.Count == 0 ? edge.FanOutOf(null) : shares.Sum(s => s.Share * edge.FanOutOf(s.Variant.Name));
}

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
        var places = Places(application);
        var items = new double[application.Tasks.Count];
        for (var task = 0; task < items.Length; task++)
        {
            var incoming = application.EdgesTo(application.Tasks[task].Name).ToList();
            items[task] = incoming.Count == 0 ? 1 : 0;
            foreach (var edge in incoming)
            {
                items[task] += items[places[edge.From]] * FanOut(edge, shares[places[edge.From]]);
            }
        }

        return items;
    }

    /// <summary>Each task's place in the application, by its name.</summary>
    public static Dictionary<string, int> Places(Application application)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var task in application.Tasks)
        {
            places.Add(task.Name, places.Count);
        }

        return places;
    }

    /// <summary>Items handed on per item of a task, by the mix of its variants; 1 where it is left out.</summary>
    private static double FanOut(Edge edge, IReadOnlyList<VariantShare> shares)
    {
        var fanOut = shares.Count == 0 ? edge.FanOutOf(null) : 0;
        foreach (var (variant, share) in shares)
        {
            fanOut += share * edge.FanOutOf(variant.Name);
        }

        return fanOut;
    }
}

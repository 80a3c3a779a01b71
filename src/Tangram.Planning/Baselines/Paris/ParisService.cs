namespace Tangram.Planning.Baselines.Paris;

/// <summary>A service with the sizes PARIS gives it.</summary>
/// <param name="Service">The service.</param>
/// <param name="Kinds">The configuration of each size that has something to serve, with the instances that are busy at any time at the service's rate.</param>
internal sealed record ParisService(Service Service, IReadOnlyList<(Configuration Configuration, double Busy)> Kinds)
{
    /// <summary>Finds the sizes of a service; null where no configuration keeps to its budget.</summary>
    /// <param name="service">The service.</param>
    /// <param name="ways">What it can run on, one process each, within its budget.</param>
    /// <param name="batches">How large queries are.</param>
    public static ParisService? Of(Service service, IEnumerable<Way> ways, BatchSizes batches)
    {
        var curves = ways.GroupBy(w => w.Configuration.Size).Select(g => (IReadOnlyList<Configuration>)[.. g.Select(w => w.Configuration).OrderBy(c => c.Entry.Batch)])
            .OrderBy(curve => curve[0].Slices).ToList();
        if (curves.Count == 0)
        {
            return null;
        }

        // Batches larger than any size runs in time are left out. The largest size that runs the largest of the others ends the list.
        var largest = Math.Min(batches.Largest, curves.Max(Largest));
        curves.RemoveRange(curves.FindLastIndex(c => Largest(c) >= largest) + 1, curves.Count - 1 - curves.FindLastIndex(c => Largest(c) >= largest));
        var shares = batches.Shares(largest);
        var sizes = curves.Select(c => new ParisSize(c[0].Slices, ParisRatios.Knee(c.Select(x => (x.Entry.Batch, x.ItemsPerSecond))), batch => 1 / Seconds(c, batch))).ToList();
        var ranges = ParisRatios.Ranges([.. sizes.Select(s => s.Knee)], shares.Count);
        var needs = ParisRatios.InstanceSecondsPerQuery(shares, sizes);
        var queries = service.ItemsPerSecond / shares.Select((share, i) => share * (i + 1)).Sum();
        var kinds = curves.Select((curve, k) => (At(curve, ranges[k].Last), Busy: needs[k] * queries, HasRange: ranges[k].First <= ranges[k].Last && needs[k] > 0))
            .Where(x => x.HasRange).Select(x => (x.Item1, x.Busy));
        return new ParisService(service, [.. kinds]);
    }

    private static int Largest(IReadOnlyList<Configuration> curve) => curve[^1].Entry.Batch;

    // The largest batch that was measured among those served.
    private static Configuration At(IReadOnlyList<Configuration> curve, int batch) => curve.LastOrDefault(c => c.Entry.Batch <= batch) ?? curve[0];

    // Between batches that were measured the time of a batch is taken to grow evenly; below the smallest it is the smallest's.
    private static double Seconds(IReadOnlyList<Configuration> curve, int batch)
    {
        var above = curve.FirstOrDefault(c => c.Entry.Batch >= batch) ?? curve[^1];
        if (curve.LastOrDefault(c => c.Entry.Batch <= batch) is not { } below || ReferenceEquals(below, above))
        {
            return above.Entry.Batch / above.ItemsPerSecond;
        }

        var (from, to) = (below.Entry.Batch / below.ItemsPerSecond, above.Entry.Batch / above.ItemsPerSecond);
        return from + ((to - from) * (batch - below.Entry.Batch) / (above.Entry.Batch - below.Entry.Batch));
    }
}

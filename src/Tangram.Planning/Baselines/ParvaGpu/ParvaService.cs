namespace Tangram.Planning.Baselines.ParvaGpu;

/// <summary>A service with the points ParvaGPU chose for it [C].</summary>
/// <param name="Service">The service.</param>
/// <param name="Optimal">The configuration with the highest throughput per slice of those fast enough.</param>
/// <param name="Copies">Segments of it that are filled.</param>
/// <param name="Last">The smallest size that carries the rest of the rate, at its best configuration.</param>
/// <param name="BySlices">The configuration with the highest throughput of each size, by compute slices.</param>
internal sealed record ParvaService(Service Service, Configuration Optimal, int Copies, Configuration Last, IReadOnlyDictionary<int, Configuration> BySlices)
{
    /// <summary>The segments wanted, before any is broken up.</summary>
    public IEnumerable<Configuration> Segments => Enumerable.Repeat(Optimal, Copies).Append(Last);
}

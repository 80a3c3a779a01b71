namespace Tangram.Profiling.Colocations;

/// <summary>The processes that run beside each other, and the cores of each.</summary>
/// <param name="Name"><c>apart</c> or <c>together</c>.</param>
/// <param name="Lanes">The cores of each process, equally many; at least one process.</param>
/// <param name="Share">Share of the device that each process runs on; above 0, at most 1.</param>
public sealed record CoreLayout(string Name, IReadOnlyList<IReadOnlyList<int>> Lanes, double Share)
{
    private const int MostLanes = 3;

    /// <summary>The layouts that can be had of a device: every process on cores of its own, where there are several cores, and all on all cores.</summary>
    /// <param name="cores">The device's cores; at least one.</param>
    public static IReadOnlyList<CoreLayout> Of(IReadOnlyList<int> cores)
    {
        ArgumentNullException.ThrowIfNull(cores);
        ArgumentOutOfRangeException.ThrowIfZero(cores.Count, nameof(cores));
        var together = new CoreLayout("together", [.. Enumerable.Repeat(cores, MostLanes)], 1);
        if (cores.Count == 1)
        {
            return [together];
        }

        var lanes = Math.Min(MostLanes, cores.Count);
        var each = cores.Count / lanes;
        return [new CoreLayout("apart", [.. cores.Chunk(each).Take(lanes)], (double)each / cores.Count), together];
    }
}

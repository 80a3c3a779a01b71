namespace Tangram.Core.Devices;

/// <summary>The devices there are, in pools of one model each. The content of <c>inventory.yaml</c>.</summary>
/// <remarks>Devices are counted from 0 through all pools: those of the first pool, then those of the second, and so on, whether used or not.</remarks>
public sealed record Inventory
{
    /// <summary>Puts pools together.</summary>
    /// <exception cref="ArgumentException">Two pools are of one model, or a count is negative.</exception>
    public Inventory(IReadOnlyList<DevicePool> pools)
    {
        ArgumentNullException.ThrowIfNull(pools);
        foreach (var pool in pools)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(pool.Count, nameof(pools));
        }

        if (pools.GroupBy(p => p.Model.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"device model '{twice.Key}' is there twice; give each once, with its count", nameof(pools));
        }

        Pools = [.. pools];
    }

    /// <summary>The pools, each of another model.</summary>
    public IReadOnlyList<DevicePool> Pools { get; }

    /// <summary>Compute slices of all devices.</summary>
    public long ComputeSlices => Pools.Sum(p => (long)p.Count * p.Model.ComputeSlices);

    /// <summary>Devices in all.</summary>
    public int Count => Pools.Sum(p => p.Count);

    /// <summary><paramref name="count"/> devices of one model.</summary>
    public static Inventory Of(DeviceModel model, int count = 1) => new([new DevicePool(model, count)]);

    /// <summary>The number of a pool's first device.</summary>
    public int FirstDevice(int pool)
    {
        var first = 0;
        for (var before = 0; before < pool; before++)
        {
            first += Pools[before].Count;
        }

        return first;
    }

    /// <summary>The pool a device belongs to, or -1.</summary>
    public int PoolOf(int device)
    {
        for (var (pool, first) = (0, 0); pool < Pools.Count; first += Pools[pool].Count, pool++)
        {
            if (device >= first && device < first + Pools[pool].Count)
            {
                return pool;
            }
        }

        return -1;
    }
}

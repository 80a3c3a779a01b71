namespace Tangram.Core.Devices;

/// <summary>A price of each size, in whole units, such that no legal layout of one device costs more than the device does.</summary>
/// <remarks>
/// So segments that cost c together need at least c / capacity devices. The facets of a model bound the devices as well as any
/// fractional mix of layouts does: they are the facets of the packing polytope.
/// </remarks>
/// <param name="Weights">Price of one segment of each of the model's profiles, in its order; at least 0.</param>
/// <param name="Capacity">Price of a device; at least 1.</param>
public sealed record DeviceFacet(IReadOnlyList<int> Weights, int Capacity)
{
    /// <summary>Price of segments.</summary>
    /// <param name="counts">How many of each of the model's profiles.</param>
    public long Price(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var price = 0L;
        for (var size = 0; size < counts.Count; size++)
        {
            price += counts[size] is not 0 and var count ? (long)Weights[size] * count : 0;
        }

        return price;
    }

    /// <summary>The fewest devices that segments of this price could need: price over capacity, rounded up.</summary>
    public int Devices(IReadOnlyList<int> counts) => (int)((Price(counts) + Capacity - 1) / Capacity);
}

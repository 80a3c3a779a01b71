namespace Tangram.Core.Devices;

/// <summary>Whether the facets' bound tells the devices exactly: whatever K devices could hold by the facets, they can be cut for.</summary>
/// <remarks>
/// This is the integer decomposition property of the packing polytope: every whole point of K times the polytope is the sum of K collections that fit one device.
/// By Carathéodory such a point is a mix of at most one vertex more than there are sizes. Vertices are collections that fit; without their whole multiples a rest is
/// left that takes at most as many devices as there are sizes. So it is enough to look at points on that many devices, and by induction to find one device to take off
/// each; and only at points to which nothing can be added, since the others are parts of them. It holds for every model of the catalogue, as a test says [N].
/// </remarks>
internal sealed class Decomposition
{
    private readonly IReadOnlyList<DeviceFacet> _facets;
    private readonly IReadOnlyList<IReadOnlyList<int>> _patterns;
    private readonly int[] _point;

    private Decomposition(IReadOnlyList<DeviceFacet> facets, IReadOnlyList<IReadOnlyList<int>> patterns, int sizes) =>
        (_facets, _patterns, _point) = (facets, patterns, new int[sizes]);

    /// <summary>Whether it holds.</summary>
    /// <param name="facets">The facets.</param>
    /// <param name="patterns">The maximal patterns, as counts of each size.</param>
    public static bool AlwaysReaches(IReadOnlyList<DeviceFacet> facets, IReadOnlyList<IReadOnlyList<int>> patterns)
    {
        var sizes = facets.Count == 0 ? 0 : facets[0].Weights.Count;
        var search = new Decomposition(facets, patterns, sizes);
        var holds = true;
        for (var devices = 1; devices <= sizes && holds; devices++)
        {
            holds = search.Holds(devices, 0, Room(facets, devices));
        }

        return holds;
    }

    /// <summary>Whether <paramref name="devices"/> devices could hold, by the facets, what is left of the segments once a device is cut by the pattern.</summary>
    public static bool Leaves(IReadOnlyList<DeviceFacet> facets, IReadOnlyList<int> counts, IReadOnlyList<int> pattern, long devices)
    {
        foreach (var facet in facets)
        {
            var left = facet.Capacity * devices;
            for (var size = 0; size < counts.Count && left >= 0; size++)
            {
                left -= counts[size] > pattern[size] ? (long)facet.Weights[size] * (counts[size] - pattern[size]) : 0;
            }

            if (left < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int[] Room(IReadOnlyList<DeviceFacet> facets, int devices)
    {
        var room = new int[facets.Count];
        for (var facet = 0; facet < room.Length; facet++)
        {
            room[facet] = facets[facet].Capacity * devices;
        }

        return room;
    }

    // Of every size as many as there is room for by the facets; the last is as many as can be, smaller ones are parts of it.
    private bool Holds(int devices, int size, int[] room)
    {
        if (size == _point.Length)
        {
            return CanGrow(room) || _patterns.Any(p => Leaves(_facets, _point, p, devices - 1));
        }

        var most = Most(size, room);
        var holds = true;
        for (var count = size == _point.Length - 1 ? most : 0; count <= most && holds; count++)
        {
            _point[size] = count;
            holds = Holds(devices, size + 1, Without(room, size, count));
        }

        _point[size] = 0;
        return holds;
    }

    private bool CanGrow(int[] room)
    {
        for (var size = 0; size < _point.Length; size++)
        {
            if (Most(size, room) > 0)
            {
                return true;
            }
        }

        return false;
    }

    // 0 for a size that no facet prices: it fits no device at all.
    private int Most(int size, int[] room)
    {
        var most = int.MaxValue;
        for (var facet = 0; facet < room.Length; facet++)
        {
            most = _facets[facet].Weights[size] is > 0 and var weight ? Math.Min(most, room[facet] / weight) : most;
        }

        return most == int.MaxValue ? 0 : most;
    }

    private int[] Without(int[] room, int size, int count)
    {
        var left = new int[room.Length];
        for (var facet = 0; facet < room.Length; facet++)
        {
            left[facet] = room[facet] - (_facets[facet].Weights[size] * count);
        }

        return left;
    }
}

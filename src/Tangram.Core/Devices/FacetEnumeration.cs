namespace Tangram.Core.Devices;

/// <summary>Finds all facets of the polytope of what fits one device, by the double description method (Motzkin and others, 1953).</summary>
/// <remarks>
/// Prices π ≥ 0 with π·pattern ≤ 1 for every maximal pattern form a polytope; its vertices that no other vertex exceeds everywhere are the facets.
/// It is kept as the cone of (weights, capacity) with capacity − weights·pattern ≥ 0: patterns are added one by one, each cuts off the rays that
/// break it, and where an edge of the cone is cut, a new ray arises. All in whole numbers.
/// </remarks>
internal static class FacetEnumeration
{
    /// <summary>The facets, those of the smallest capacity first.</summary>
    /// <param name="patterns">The maximal patterns, as counts of each size.</param>
    /// <param name="sizes">How many sizes there are.</param>
    public static IReadOnlyList<DeviceFacet> Of(IReadOnlyList<IReadOnlyList<int>> patterns, int sizes)
    {
        var rays = new List<Ray>();
        for (var i = 0; i <= sizes; i++)
        {
            rays.Add(Axis(i, sizes + 1, sizes + 1 + patterns.Count));
        }

        for (var i = 0; i < patterns.Count; i++)
        {
            rays = Cut(rays, Normal(patterns[i], sizes), sizes + 1 + i);
        }

        var vertices = rays.Where(r => IsPrice(r.Values)).Select(r => r.Values).ToList();
        return [.. vertices.Where(v => !vertices.Exists(other => !ReferenceEquals(v, other) && IsWithin(v, other))).Select(Facet).Order(Comparer<DeviceFacet>.Create(Compare))];
    }

    private static DeviceFacet Facet(long[] vertex)
    {
        var weights = new int[vertex.Length - 1];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = checked((int)vertex[i]);
        }

        return new DeviceFacet(weights, checked((int)vertex[^1]));
    }

    private static int Compare(DeviceFacet a, DeviceFacet b)
    {
        var order = a.Capacity.CompareTo(b.Capacity);
        for (var i = 0; i < a.Weights.Count && order == 0; i++)
        {
            order = a.Weights[i].CompareTo(b.Weights[i]);
        }

        return order;
    }

    // Whether there is a capacity and something it bounds.
    private static bool IsPrice(long[] values)
    {
        for (var i = 0; i < values.Length - 1; i++)
        {
            if (values[i] > 0)
            {
                return values[^1] > 0;
            }
        }

        return false;
    }

    // A price is not above the capacity: capacity − weights·pattern ≥ 0.
    private static long[] Normal(IReadOnlyList<int> pattern, int sizes)
    {
        var normal = new long[sizes + 1];
        for (var i = 0; i < sizes; i++)
        {
            normal[i] = -pattern[i];
        }

        normal[sizes] = 1;
        return normal;
    }

    // A ray of the cone of non-negative vectors; it is tight on every constraint x ≥ 0 but its own.
    private static Ray Axis(int axis, int dimensions, int constraints)
    {
        var values = new long[dimensions];
        values[axis] = 1;
        var tight = new ulong[(constraints + 63) / 64];
        for (var constraint = 0; constraint < dimensions; constraint++)
        {
            tight[constraint / 64] |= constraint == axis ? 0 : 1UL << (constraint % 64);
        }

        return new Ray(values, tight);
    }

    private static List<Ray> Cut(List<Ray> rays, long[] normal, int constraint)
    {
        var (kept, inside, outside) = (new List<Ray>(), new List<Ray>(), new List<Ray>());
        foreach (var ray in rays)
        {
            var value = Dot(normal, ray.Values);
            if (value != 0)
            {
                (value > 0 ? inside : outside).Add(ray);
            }

            if (value >= 0)
            {
                kept.Add(value > 0 ? ray : new Ray(ray.Values, With(ray.Tight, constraint)));
            }
        }

        foreach (var inner in inside)
        {
            foreach (var outer in outside)
            {
                var common = Common(inner.Tight, outer.Tight);

                // Two rays span an edge of the cone if no third is tight wherever both are.
                if (!rays.Exists(r => IsWithin(common, r.Tight) && !ReferenceEquals(r, inner) && !ReferenceEquals(r, outer)))
                {
                    kept.Add(new Ray(Combine(inner.Values, -Dot(normal, outer.Values), outer.Values, Dot(normal, inner.Values)), With(common, constraint)));
                }
            }
        }

        return kept;
    }

    private static long Dot(long[] a, long[] b)
    {
        var sum = 0L;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static long[] Combine(long[] a, long timesA, long[] b, long timesB)
    {
        var sum = new long[a.Length];
        var divisor = 0L;
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = (a[i] * timesA) + (b[i] * timesB);
            for (var rest = sum[i]; rest != 0; (divisor, rest) = (rest, divisor % rest))
            {
            }
        }

        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] /= divisor;
        }

        return sum;
    }

    private static ulong[] Common(ulong[] a, ulong[] b)
    {
        var common = new ulong[a.Length];
        for (var i = 0; i < common.Length; i++)
        {
            common[i] = a[i] & b[i];
        }

        return common;
    }

    private static ulong[] With(ulong[] tight, int constraint)
    {
        var grown = (ulong[])tight.Clone();
        grown[constraint / 64] |= 1UL << (constraint % 64);
        return grown;
    }

    private static bool IsWithin(ulong[] inner, ulong[] outer)
    {
        for (var i = 0; i < inner.Length; i++)
        {
            if ((inner[i] & ~outer[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWithin(long[] inner, long[] outer)
    {
        for (var i = 0; i < inner.Length - 1; i++)
        {
            if (inner[i] * outer[^1] > outer[i] * inner[^1])
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="Values">Weights and capacity, without a common divisor.</param>
    /// <param name="Tight">The constraints that hold with equality, one bit each.</param>
    private sealed record Ray(long[] Values, ulong[] Tight);
}

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
        var rays = Enumerable.Range(0, sizes + 1).Select(i => Axis(i, sizes + 1, sizes + 1 + patterns.Count)).ToList();
        for (var i = 0; i < patterns.Count; i++)
        {
            rays = Cut(rays, [.. patterns[i].Select(n => (long)-n), 1], sizes + 1 + i);
        }

        var vertices = rays.Where(r => r.Values[^1] > 0 && r.Values.SkipLast(1).Any(v => v > 0)).Select(r => r.Values).ToList();
        return
        [
            .. vertices.Where(v => !vertices.Exists(other => !ReferenceEquals(v, other) && IsWithin(v, other)))
                .Select(v => new DeviceFacet([.. v.SkipLast(1).Select(w => checked((int)w))], checked((int)v[^1])))
                .OrderBy(f => f.Capacity).ThenBy(f => string.Join(',', f.Weights), StringComparer.Ordinal),
        ];
    }

    // A ray of the cone of non-negative vectors; it is tight on every constraint x ≥ 0 but its own.
    private static Ray Axis(int axis, int dimensions, int constraints)
    {
        var values = new long[dimensions];
        values[axis] = 1;
        var tight = new ulong[(constraints + 63) / 64];
        foreach (var constraint in Enumerable.Range(0, dimensions).Where(c => c != axis))
        {
            tight[constraint / 64] |= 1UL << (constraint % 64);
        }

        return new Ray(values, tight);
    }

    private static List<Ray> Cut(List<Ray> rays, long[] normal, int constraint)
    {
        var (kept, inside, outside) = (new List<Ray>(), new List<(Ray Ray, long Value)>(), new List<(Ray Ray, long Value)>());
        foreach (var ray in rays)
        {
            var value = Dot(normal, ray.Values);
            (value > 0 ? inside : outside).Add((ray, value));
            if (value >= 0)
            {
                kept.Add(value > 0 ? ray : new Ray(ray.Values, With(ray.Tight, constraint)));
            }
        }

        foreach (var (inner, above) in inside)
        {
            foreach (var (outer, below) in outside.Where(o => o.Value < 0))
            {
                var common = Common(inner.Tight, outer.Tight);

                // Two rays span an edge of the cone if no third is tight wherever both are.
                if (!rays.Exists(r => IsWithin(common, r.Tight) && !ReferenceEquals(r, inner) && !ReferenceEquals(r, outer)))
                {
                    kept.Add(new Ray(Combine(inner.Values, -below, outer.Values, above), With(common, constraint)));
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

        return Array.ConvertAll(sum, x => x / divisor);
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

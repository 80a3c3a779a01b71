namespace Tangram.Planning.Exact;

/// <summary>The shares that a split may still take: those of the finer of its two variants.</summary>
/// <param name="Low">Least share.</param>
/// <param name="High">Largest share.</param>
internal readonly record struct Share(double Low, double High)
{
    // Shares are rates over rates; this is what rounding does to them.
    private const double Noise = 1e-12;

    /// <summary>Any share.</summary>
    public static Share Any => new(0, 1);

    /// <summary>Whether a share is left.</summary>
    public bool IsPossible => Low <= High + Noise;

    /// <summary>The shares at which constant + slope × share is at most a limit, all items per second.</summary>
    public Share Within(double constant, double slope, double limit)
    {
        if (slope == 0)
        {
            return Tolerance.Covers(limit, constant) ? this : new Share(1, 0);
        }

        var bound = (limit - constant) / slope;
        return slope > 0 ? this with { High = Math.Min(High, bound) } : this with { Low = Math.Max(Low, bound) };
    }
}

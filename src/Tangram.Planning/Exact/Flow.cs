namespace Tangram.Planning.Exact;

/// <summary>Items one request brings to a task: a constant and, after a split, a part that grows with the share.</summary>
internal readonly record struct Flow(double Constant, double Slope)
{
    /// <summary>One item.</summary>
    public static Flow One => new(1, 0);

    /// <summary>The items at a share.</summary>
    public double At(double share) => Constant + (Slope * share);

    /// <summary>The fewest items at any of some shares.</summary>
    public double Least(Share share) => Math.Min(At(share.Low), At(share.High));

    /// <summary>The most items at any of some shares.</summary>
    public double Most(Share share) => Math.Max(At(share.Low), At(share.High));

    /// <summary>These items and others.</summary>
    public Flow Plus(Flow other) => new(Constant + other.Constant, Slope + other.Slope);

    /// <summary>Each of these items as so many.</summary>
    public Flow Times(double factor) => new(Constant * factor, Slope * factor);
}

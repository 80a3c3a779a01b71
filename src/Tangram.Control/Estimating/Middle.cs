namespace Tangram.Control.Estimating;

/// <summary>The median.</summary>
internal static class Middle
{
    /// <summary>The middle one of some numbers, at least one; of an even count, the mean of the middle two.</summary>
    public static double Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

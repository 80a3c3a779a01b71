namespace Tangram.Prediction.Numerics;

/// <summary>The five features of the linear models, in the order of gpulet's coefficients [C].</summary>
/// <remarks>
/// L2 of the batch, L2 of its co-runners, memory bandwidth of the batch, memory bandwidth of its co-runners, 1. A co-runner counts by its utilisation times
/// its weight, and several by their sum, which is where this goes beyond pairs [N].
/// </remarks>
internal static class LinearFeatures
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    /// <summary>Where the feature that is always 1 stands.</summary>
    public const int One = 4;

    /// <summary>The features with all co-runners together.</summary>
    /// <param name="colocation">The batch and what runs beside it.</param>
    /// <param name="features">Receives the features; at least as long as there are.</param>
    public static void Fill(in Colocation colocation, Span<double> features)
    {
        var (l2, dram) = (0.0, 0.0);
        foreach (ref readonly var other in colocation.Beside)
        {
            var weight = Limits.Fraction(other.Weight);
            l2 += weight * Limits.Fraction(other.Runner.Signature.L2);
            dram += weight * Limits.Fraction(other.Runner.Signature.Dram);
        }

        Fill(colocation.Own.Signature, Math.Min(l2, Limits.MostTogether), Math.Min(dram, Limits.MostTogether), features);
    }

    /// <summary>The features with one co-runner.</summary>
    public static void Fill(Signature own, in CoRunner other, Span<double> features)
    {
        var weight = Limits.Fraction(other.Weight);
        Fill(own, weight * Limits.Fraction(other.Runner.Signature.L2), weight * Limits.Fraction(other.Runner.Signature.Dram), features);
    }

    private static void Fill(Signature own, double l2, double dram, Span<double> features)
    {
        features[0] = Limits.Fraction(own.L2);
        features[1] = l2;
        features[2] = Limits.Fraction(own.Dram);
        features[3] = dram;
        features[One] = 1;
    }
}

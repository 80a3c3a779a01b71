namespace Tangram.Prediction.Numerics;

/// <summary>Twenty features of a co-location: the linear ones, their products, sizes, and where a resource would be asked for more than there is.</summary>
/// <remarks>[N]. All are continuous in the weights, so a co-runner that hardly overlaps hardly counts.</remarks>
internal static class InteractionFeatures
{
    /// <summary>How many there are.</summary>
    public const int Count = 20;

    private const double MostWeight = 16;
    private const double BatchScale = 1.0 / 8;

    /// <summary>Fills in the features.</summary>
    /// <param name="colocation">The batch and what runs beside it.</param>
    /// <param name="x">Receives them.</param>
    public static void Fill(in Colocation colocation, Span<double> x)
    {
        var (weights, squares, l2, dram, share, batch) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (ref readonly var other in colocation.Beside)
        {
            var weight = Limits.Fraction(other.Weight);
            weights += weight;
            squares += weight * weight;
            l2 += weight * Limits.Fraction(other.Runner.Signature.L2);
            dram += weight * Limits.Fraction(other.Runner.Signature.Dram);
            share += weight * Limits.Fraction(other.Runner.Share);
            batch += weight * Doublings(other.Runner.Batch);
        }

        if (weights > MostWeight)
        {
            var shrink = MostWeight / weights;
            (weights, squares, l2, dram, share, batch) = (MostWeight, squares * shrink * shrink, l2 * shrink, dram * shrink, share * shrink, batch * shrink);
        }

        var (ownL2, ownDram) = (Limits.Fraction(colocation.Own.Signature.L2), Limits.Fraction(colocation.Own.Signature.Dram));
        x[0] = 1;
        x[1] = ownL2;
        x[2] = ownDram;
        x[3] = weights;
        x[4] = l2;
        x[5] = dram;
        x[6] = ownL2 * weights;
        x[7] = ownDram * weights;
        x[8] = ownL2 * l2;
        x[9] = ownDram * dram;
        x[10] = ownL2 * dram;
        x[11] = ownDram * l2;
        x[12] = Math.Max(0, (weights * weights) - squares) / 2;
        x[13] = share;
        x[14] = Limits.Fraction(colocation.Own.Share) * weights;
        x[15] = Doublings(colocation.Own.Batch) * weights;
        x[16] = batch;
        x[17] = Math.Max(0, ownL2 + l2 - 1);
        x[18] = Math.Max(0, ownDram + dram - 1);
        x[19] = l2 * dram;
    }

    // In eighths of a doubling: 0 for 1 item, 1 for 256.
    private static double Doublings(int batch) => Limits.Doublings(batch) * BatchScale;
}

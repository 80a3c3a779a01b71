namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>How wrong two predictions of the same batches were.</summary>
/// <param name="Batches">How many; at least 2.</param>
/// <param name="First">Mean error of the first.</param>
/// <param name="Second">Mean error of the second.</param>
/// <param name="HalfWidth">Half of the 95 % interval of the mean difference, taken batch by batch.</param>
internal sealed record PairedErrors(int Batches, double First, double Second, double HalfWidth)
{
    // Less than this nobody would notice, however surely it is there.
    private const double Negligible = 0.001;
    private const double Deviations = 1.96;

    /// <summary>The first less the second.</summary>
    public double Difference => First - Second;

    /// <summary>Whether the first is wrong by more; null where the two cannot be told apart.</summary>
    public bool? IsMore => Math.Abs(Difference) <= Math.Max(HalfWidth, Negligible) ? null : Difference > 0;

    /// <summary>Compares; null where there are fewer than two batches.</summary>
    /// <param name="first">Errors of the first.</param>
    /// <param name="second">Errors of the second on the same batches, in the same order.</param>
    public static PairedErrors? Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count < 2)
        {
            return null;
        }

        var differences = first.Zip(second, (f, s) => f - s).ToList();
        var mean = differences.Average();
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (differences.Count - 1);
        return new PairedErrors(first.Count, first.Average(), second.Average(), Deviations * Math.Sqrt(variance / differences.Count));
    }
}

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>How wrong predictions of some batches were.</summary>
/// <param name="Batches">How many; at least 1.</param>
/// <param name="Mean">Mean of |predicted − actual| / actual latency; at least 0.</param>
/// <param name="P95">The smallest that at least 95 % of these do not exceed.</param>
internal sealed record ErrorSpread(int Batches, double Mean, double P95)
{
    private const double Tail = 0.95;

    /// <summary>The spread of some errors; null where there is none.</summary>
    public static ErrorSpread? Of(IReadOnlyList<double> errors) =>
        errors.Count == 0 ? null : new ErrorSpread(errors.Count, errors.Average(), errors.Order().ElementAt((int)Math.Ceiling(Tail * errors.Count) - 1));
}

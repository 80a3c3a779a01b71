namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>Says how quickly a learner's error comes down.</summary>
/// <remarks>
/// [N]. The error it ends at is the mean over the last quarter of the test. It is near that, or near another error, from the first batch on from which the mean
/// over the next 50 batches, or a tenth of the test if that is less, is at most a tenth above.
/// </remarks>
internal static class Recovery
{
    private const double Tolerance = 0.1;
    private const int Window = 50;
    private const int PartsInWindow = 10;
    private const int PartsAtEnd = 4;

    /// <summary>The error it ends at.</summary>
    /// <param name="errors">Of each batch, in order; at least one.</param>
    public static double FinalError(IReadOnlyList<double> errors) => errors.Skip(errors.Count - AtEnd(errors.Count)).Average();

    /// <summary>Batches at the end.</summary>
    public static int AtEnd(int count) => Math.Max(1, count / PartsAtEnd);

    /// <summary>Batches learned from until it is near an error; null where it never is.</summary>
    /// <param name="errors">Of each batch, in order; at least one.</param>
    /// <param name="target">The error it shall be near.</param>
    public static int? Updates(IReadOnlyList<double> errors, double target)
    {
        var window = Math.Clamp(errors.Count / PartsInWindow, 1, Window);
        var limit = (1 + Tolerance) * target * window;
        var sum = errors.Take(window).Sum();
        for (var from = 0; ; from++)
        {
            if (sum <= limit)
            {
                return from;
            }

            if (from + window >= errors.Count)
            {
                return null;
            }

            sum += errors[from + window] - errors[from];
        }
    }
}

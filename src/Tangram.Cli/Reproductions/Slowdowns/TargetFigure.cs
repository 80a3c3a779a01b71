namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>A figure of ours beside what is asked of it.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="From">The least that is asked.</param>
/// <param name="To">The most that is asked.</param>
/// <param name="Ours">The figure; null where the recording does not tell.</param>
/// <param name="Note">What it stands on.</param>
internal sealed record TargetFigure(string Name, double From, double To, double? Ours, string Note)
{
    /// <summary>Whether it is as asked; null where there is none.</summary>
    public bool? IsKept => Ours is { } ours ? ours >= From && ours <= To : null;
}

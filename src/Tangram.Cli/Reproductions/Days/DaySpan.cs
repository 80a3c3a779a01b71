namespace Tangram.Cli.Reproductions.Days;

/// <summary>A part of the day that averages are taken over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Its first point.</param>
/// <param name="To">One past its last.</param>
internal sealed record DaySpan(string Name, int From, int To)
{
    /// <summary>The low demand [P].</summary>
    public static DaySpan Low { get; } = new("low", 180, 240);

    /// <summary>The high demand [P].</summary>
    public static DaySpan High { get; } = new("high", 100, 150);

    /// <summary>The whole day.</summary>
    public static DaySpan Whole { get; } = new("all", 0, DayShape.Points);

    /// <summary>The three, as averages are shown.</summary>
    public static IReadOnlyList<DaySpan> All { get; } = [Low, High, Whole];

    /// <summary>Whether a point lies in it.</summary>
    public bool Has(int point) => point >= From && point < To;
}

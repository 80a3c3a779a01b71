namespace Tangram.Control.Ladder;

/// <summary>Which requests are refused at the door.</summary>
/// <param name="BelowPriority">Those with a lower priority than this; null for none.</param>
/// <param name="RequestsPerSecond">Of the rest, those beyond so many per second; null for no limit.</param>
public sealed record Shedding(int? BelowPriority, double? RequestsPerSecond)
{
    /// <summary>Nobody is refused at the door.</summary>
    public static Shedding None { get; } = new(null, null);
}

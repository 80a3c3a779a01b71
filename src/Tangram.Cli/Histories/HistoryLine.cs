using Tangram.Server.History;

namespace Tangram.Cli.Histories;

/// <summary>An entry of the history, for programs.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Application">The application's name.</param>
/// <param name="Kind">Of what, such as <c>plan</c>.</param>
/// <param name="What">What.</param>
/// <param name="Why">The reason.</param>
/// <param name="Before">Figures before.</param>
/// <param name="After">Figures after.</param>
/// <param name="HasPlan">Whether <c>--plan</c> prints a plan of it.</param>
/// <param name="DurationMilliseconds">How long it took.</param>
internal sealed record HistoryLine(
    long Id, DateTimeOffset At, string Application, string Kind, string What, string Why, HistoryFigures? Before, HistoryFigures? After, bool HasPlan, double? DurationMilliseconds)
{
    /// <summary>The line of an entry.</summary>
    public static HistoryLine Of(HistoryEntry entry) => new(
        entry.Id, entry.At, entry.Application, entry.Kind, entry.What, entry.Why, entry.Before, entry.After, entry.HasPlan, entry.DurationMilliseconds);
}

namespace Tangram.Simulation.Arrivals.Traces;

/// <summary>A form that the text of a trace may have; the header tells which.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Headers">The headers it may have, compared without regard to case.</param>
/// <param name="HasTimestamps">Whether the first column holds ISO 8601 times and not seconds.</param>
/// <param name="CountsRequests">Whether a second column, where there is one, says how many requests come.</param>
internal sealed record TraceFormat(string Name, IReadOnlyList<string> Headers, bool HasTimestamps, bool CountsRequests)
{
    /// <summary>Every format.</summary>
    public static IReadOnlyList<TraceFormat> All { get; } =
    [
        new("seconds", ["seconds", "seconds,count"], HasTimestamps: false, CountsRequests: true),
        new("timestamp", ["timestamp", "timestamp,count"], HasTimestamps: true, CountsRequests: true),
        new("azure-llm", ["TIMESTAMP,ContextTokens,GeneratedTokens"], HasTimestamps: true, CountsRequests: false),
    ];
}

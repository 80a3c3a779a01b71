using System.Globalization;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>Where observations come from.</summary>
/// <param name="File">The file they lie in.</param>
/// <param name="Measured">How they were measured in this run; null where they are a recording's.</param>
internal sealed record SlowdownSource(string File, SlowdownMeasurement? Measured)
{
    /// <summary>The same in words.</summary>
    public string Text => Measured is { } run
        ? string.Create(CultureInfo.InvariantCulture, $"measured in this run: {run.Application} beside itself on {run.Cores} cores for {run.Seconds:0.#} s; {run.Machine}; {Others(run)}; kept in {File}")
        : $"the recording {File}; nothing was measured";

    private static string Others(SlowdownMeasurement run) => run.OthersShare is { } share
        ? string.Create(CultureInfo.InvariantCulture, $"other programs took {share * 100:0.0} % of these cores' time meanwhile")
        : "the system does not tell what other programs took";
}

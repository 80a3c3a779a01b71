namespace Tangram.Cli.Loads;

/// <summary>One request of a load.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Milliseconds">From the instant it was meant to be sent to its end.</param>
/// <param name="Detail">The error, where there is one.</param>
/// <param name="Due">When it was meant to be sent, from the load's start.</param>
internal readonly record struct LoadSample(RequestEnd End, double Milliseconds, string? Detail, TimeSpan Due = default);

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>A measurement of batches beside each other.</summary>
/// <param name="Application">Whose variants.</param>
/// <param name="Machine">The machine's line.</param>
/// <param name="Cores">Cores measured on.</param>
/// <param name="Seconds">How long was measured.</param>
/// <param name="OthersShare">Share of the cores' time that went to other programs meanwhile, 0..1; null where the system does not tell.</param>
internal sealed record SlowdownMeasurement(string Application, string Machine, int Cores, double Seconds, double? OthersShare);

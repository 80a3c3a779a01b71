namespace Tangram.Cli.Serving;

/// <summary>No plan meets the objectives; exit code 3.</summary>
internal sealed class InfeasibleException(string message) : Exception(message);

namespace Tangram.Cli;

/// <summary>What the process tells its caller. Documented in <c>docs/cli.md</c>; scripts rely on it.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int BadInput = 2;
    public const int NoFeasiblePlan = 3;
    public const int Interrupted = 130;
}

namespace Tangram.Cli;

/// <summary>What the program tells its caller when it ends.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>A fault of ours.</summary>
    public const int Fault = 1;

    /// <summary>The user's input is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>No plan meets the objectives.</summary>
    public const int Infeasible = 3;

    /// <summary>What was to be the same differs; neither a fault of ours nor wrong input.</summary>
    public const int Different = 4;

    /// <summary>Interrupted by the user, as shells report it.</summary>
    public const int Interrupted = 130;
}

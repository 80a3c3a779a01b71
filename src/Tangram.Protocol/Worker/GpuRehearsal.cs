namespace Tangram.Protocol.Worker;

/// <summary>Whether workers that are started for GPUs compute on the CPU all the same, so that cutting and serving can be tried out with a driver that has no GPU.</summary>
/// <remarks>What is measured then says nothing of a GPU. Workers inherit it from who starts them.</remarks>
public static class GpuRehearsal
{
    /// <summary>The environment variable that says so when it is <c>cpu</c>.</summary>
    public const string Variable = "TANGRAM_GPU_WORKERS";

    /// <summary>Whether it does.</summary>
    public static bool IsOn => string.Equals(Environment.GetEnvironmentVariable(Variable), "cpu", StringComparison.Ordinal);
}

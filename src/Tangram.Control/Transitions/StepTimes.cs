using Tangram.Core.Devices;

namespace Tangram.Control.Transitions;

/// <summary>How long steps are expected to take.</summary>
/// <param name="Create">Creating a segment.</param>
/// <param name="Load">Starting its workers, loading and warming up.</param>
/// <param name="Drain">Finishing what a segment runs.</param>
/// <param name="Destroy">Ending its workers and destroying it.</param>
public sealed record StepTimes(TimeSpan Create, TimeSpan Load, TimeSpan Drain, TimeSpan Destroy)
{
    /// <summary>What is expected of a device.</summary>
    public static StepTimes Of(DeviceModel device) => CpuDevice.Is(device) ? Cpu : Gpu;

    /// <summary>What was seen of workers on a CPU: nothing has to be created or destroyed there but processes.</summary>
    public static StepTimes Cpu { get; } = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(900), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(50));

    /// <summary>A guess, not measured, on the long side: creating and destroying a GPU instance with its compute instance, and a process that sets up CUDA before it loads a model [N].</summary>
    public static StepTimes Gpu { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8), TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(1));
}

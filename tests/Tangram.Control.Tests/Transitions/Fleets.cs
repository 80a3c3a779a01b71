using Tangram.Control.Transitions;
using Tangram.Core.Devices;

namespace Tangram.Control.Tests.Transitions;

/// <summary>The devices that tests go through.</summary>
internal static class Fleets
{
    /// <summary>Steps that take times of their own, so that what is counted can be told apart.</summary>
    public static StepTimes Times { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(4000));

    /// <summary>Nobody says what the demand is: what the plans are made for.</summary>
    public static IReadOnlyDictionary<string, double> AsPlanned { get; } = new Dictionary<string, double>();

    /// <summary>Such as <c>a100-80gb=2 cpu</c>; a CPU has four cores.</summary>
    public static Inventory Get(string devices) => InventoryParser.ParseDevices(devices.Split(' '), _ => CpuDevice.Model(4, 4096));
}

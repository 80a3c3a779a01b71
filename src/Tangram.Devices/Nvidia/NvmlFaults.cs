using System.Globalization;
using System.Runtime.InteropServices;
using Tangram.Devices.Nvidia.Native;
using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Nvidia;

/// <summary>Says in one line what a failed call of NVML means for the user.</summary>
internal static class NvmlFaults
{
    // What is wrong, and what would be right.
    private static readonly Dictionary<NvmlReturn, string> Meanings = new()
    {
        [NvmlReturn.Uninitialized] = "NVML was not initialized; this is a fault of tangram, report it",
        [NvmlReturn.InvalidArgument] = "the driver refuses what it was given; 'nvidia-smi mig -lgipp' lists the profiles and starts it knows",
        [NvmlReturn.NotSupported] = "the GPU does not support this, MIG is disabled, or this is a vGPU guest; on a GPU with MIG 'nvidia-smi -i INDEX -mig 1' as root enables it",
        [NvmlReturn.NoPermission] = "not permitted; run as root, or in a container that may see and change MIG devices (NVIDIA_MIG_CONFIG_DEVICES=all, NVIDIA_MIG_MONITOR_DEVICES=all)",
        [NvmlReturn.AlreadyInitialized] = "NVML was initialized already; this is a fault of tangram, report it",
        [NvmlReturn.NotFound] = "it is not there any more; something else changed the GPU: look with 'nvidia-smi mig -lgi', then run this again",
        [NvmlReturn.InsufficientSize] = "the driver's answer does not fit; this is a fault of tangram, report it with the driver's version",
        [NvmlReturn.InsufficientPower] = "a power cable of the GPU is not attached as it should be; attach it",
        [NvmlReturn.DriverNotLoaded] = "the NVIDIA driver is not loaded; 'modprobe nvidia' as root loads it",
        [NvmlReturn.Timeout] = "the driver took too long; run this again, and look at 'dmesg' if it stays so",
        [NvmlReturn.IrqIssue] = "the kernel has trouble with the GPU's interrupts; 'dmesg' says more, a restart of the machine may help",
        [NvmlReturn.LibraryNotFound] = "a library of the driver is missing; install the driver's packages completely",
        [NvmlReturn.FunctionNotFound] = "the driver is too old for this call; install a newer one",
        [NvmlReturn.CorruptedInforom] = "the GPU's infoROM is corrupted; the GPU needs its maker's service",
        [NvmlReturn.GpuIsLost] = "the GPU has fallen off the bus; 'dmesg' says more, the machine must be restarted",
        [NvmlReturn.ResetRequired] = "the GPU must be reset first: 'nvidia-smi --gpu-reset -i INDEX' as root, with nothing running on it",
        [NvmlReturn.OperatingSystem] = "the operating system or its cgroups block the GPU; give this process access to /dev/nvidia*",
        [NvmlReturn.LibraryVersionMismatch] = "the driver in the kernel and its library are of different versions; restart the machine after a driver update",
        [NvmlReturn.InUse] = "it is in use; end what computes there ('nvidia-smi' lists it), then run this again",
        [NvmlReturn.Memory] = "the driver has not enough memory; free some of the machine's, then run this again",
        [NvmlReturn.NoData] = "the driver has no data; run this again",
        [NvmlReturn.InsufficientResources] = "the GPU has no room for it there; 'nvidia-smi mig -lgi' lists what it holds",
        [NvmlReturn.ArgumentVersionMismatch] = "the driver knows another version of this call; install a newer one",
        [NvmlReturn.Deprecated] = "the driver has dropped this call; a newer tangram is needed",
        [NvmlReturn.NotReady] = "the driver is not ready yet; run this again",
        [NvmlReturn.GpuNotFound] = "the driver finds no GPU; 'nvidia-smi -L' should list it",
        [NvmlReturn.InvalidState] = "the GPU is not in a state for this; 'nvidia-smi -q' says more",
        [NvmlReturn.Unknown] = "an error inside the driver; 'dmesg' says more, then run this again",
    };

    /// <summary>Does nothing after a success.</summary>
    /// <param name="code">What the call answered.</param>
    /// <param name="function">The function.</param>
    /// <param name="doing">What was being done, such as <c>GPU 0: creating 3g.40gb at 4</c>.</param>
    /// <exception cref="PartitioningException">The call failed.</exception>
    public static void Check(NvmlReturn code, string function, string doing)
    {
        if (code != NvmlReturn.Success)
        {
            throw Of(code, function, doing);
        }
    }

    /// <summary>What to throw after a failure.</summary>
    public static PartitioningException Of(NvmlReturn code, string function, string doing)
    {
        var fault = new NvmlException(function, (int)code, Text(code));
        var meaning = Meanings.GetValueOrDefault(code) ?? string.Create(CultureInfo.InvariantCulture, $"the driver says '{Text(code)}', which tangram does not know; look it up by its number {(int)code}");
        return new PartitioningException($"{doing}: {meaning} [{fault.Message}]", fault);
    }

    private static string Text(NvmlReturn code) => Marshal.PtrToStringUTF8(NvmlLibrary.ErrorString(code))?.ReplaceLineEndings(" ") ?? "no text";
}

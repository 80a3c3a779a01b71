using System.Globalization;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker;

/// <summary>Reads this process's memory use from the kernel.</summary>
internal static class ProcessMemory
{
    public static WorkerMemory Read()
    {
        var lines = File.ReadAllLines("/proc/self/status");
        return new WorkerMemory(Bytes(lines, "VmRSS:"), Bytes(lines, "VmHWM:"));
    }

    private static long Bytes(string[] lines, string key)
    {
        // A line reads "VmRSS:     51234 kB".
        var line = Array.Find(lines, l => l.StartsWith(key, StringComparison.Ordinal)) ?? "0";
        var digits = string.Concat(line.Where(char.IsAsciiDigit));
        return long.Parse(digits, CultureInfo.InvariantCulture) * 1024;
    }
}

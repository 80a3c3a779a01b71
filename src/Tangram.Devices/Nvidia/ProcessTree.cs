using System.Globalization;

namespace Tangram.Devices.Nvidia;

/// <summary>Asks the kernel about processes. Linux only.</summary>
internal static class ProcessTree
{
    /// <summary>Whether a process is one of <paramref name="roots"/> or was started, over any number of generations, by one.</summary>
    public static bool Descends(int process, IReadOnlySet<int> roots)
    {
        for (var generations = 0; process > 1 && generations < 1000; generations++)
        {
            if (roots.Contains(process))
            {
                return true;
            }

            process = Stat(process) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;
        }

        return false;
    }

    /// <summary>Whether a process runs; one that has ended and that nobody has asked about yet does not.</summary>
    public static bool IsAlive(int process) => Stat(process) is [not ("Z" or "X"), ..];

    /// <summary>The words of its command line; empty where there is no such process.</summary>
    public static string CommandLine(int process) => Read(process, "cmdline").Replace('\0', ' ');

    // What follows the name, which stands in brackets and may hold anything: state, parent and more.
    private static string[] Stat(int process)
    {
        var text = Read(process, "stat");
        return text.LastIndexOf(')') is >= 0 and var end ? text[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
    }

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}

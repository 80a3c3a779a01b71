using System.Globalization;

namespace Tangram.Scenarios.Serving;

/// <summary>A process and all that it started.</summary>
internal static class ProcessTree
{
    /// <summary>The kernel tells times in hundredths of a second, whatever its own clock.</summary>
    public const double TicksPerSecond = 100;

    private const int Parent = 1;

    /// <summary>Ids of a process and of all that it, or one of those, started and that have not ended.</summary>
    public static IReadOnlyList<int> Of(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(f => int.TryParse(Path.GetFileName(f), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Select(id => (Id: id, Fields: id > 0 ? Fields(id) : null))
            .Where(p => p.Fields is not null)
            .ToLookup(p => int.Parse(p.Fields![Parent], CultureInfo.InvariantCulture), p => p.Id);
        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(parents[tree[i]]);
        }

        return tree;
    }

    /// <summary>Time that cores spent on a process and all that it started, seconds.</summary>
    /// <remarks>A process counts its children's time as its own once they have ended.</remarks>
    public static double CoreSeconds(int root) => Of(root).Sum(id =>
        Fields(id) is { } fields ? fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture)) : 0) / TicksPerSecond;

    /// <summary>What the kernel tells of a process behind its name, from its state on; null if it is gone.</summary>
    public static string[]? Fields(int id)
    {
        try
        {
            // The name may hold blanks and brackets.
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Memory that is resident, MiB; 0 for a process that is gone.</summary>
    public static double ResidentMiB(int id)
    {
        try
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/status")).FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

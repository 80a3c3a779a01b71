using System.Globalization;
using Tangram.Core.Devices;

namespace Tangram.Cli.Gpus;

/// <summary>Draws in text where each size may start and how a device can be cut to the end.</summary>
internal static class LayoutPicture
{
    private const int LayoutsInLine = 3;

    /// <summary>Draws a device.</summary>
    public static void Write(TextWriter output, DeviceModel device)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{device.Name}: {device.ComputeSlices} compute slices, {device.MemorySlices} memory slices, {device.Profiles.Max(p => p.MemoryMiB) / 1024} GB"));
        output.WriteLine();
        WriteProfiles(output, device.WithMedia);
        output.WriteLine();
        WriteLayouts(output, device);
        output.WriteLine();
        output.WriteLine($"source: {device.Source}");
    }

    private static void WriteProfiles(TextWriter output, DeviceModel device)
    {
        var width = Math.Max("profile".Length, device.Profiles.Max(p => p.Name.Length));
        output.WriteLine($"{"profile".PadRight(width)}  compute  memory slices  multiprocessors  where it may lie (| ends a place)");
        foreach (var profile in device.Profiles)
        {
            var places = device.MemorySlices <= GpuDescription.MostSlicesListed ? Places(device, profile) : "anywhere";
            var most = profile.MaximumPerDevice is { } maximum ? string.Create(CultureInfo.InvariantCulture, $"  at most {maximum} of its kind") : string.Empty;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{profile.Name.PadRight(width)}  {profile.ComputeSlices,7}  {profile.MemorySlices,13}  {profile.Multiprocessors?.ToString(CultureInfo.InvariantCulture) ?? "not seen",15}  {places}{most}"));
        }
    }

    // One mark for each memory slice: places that overlap are drawn in the next rows of the same line, apart.
    private static string Places(DeviceModel device, PartitionProfile profile)
    {
        var rows = new List<char[]>();
        foreach (var start in profile.Starts)
        {
            var row = rows.Find(r => r.AsSpan(start, profile.MemorySlices).Trim('.').IsEmpty);
            if (row is null)
            {
                rows.Add(row = [.. Enumerable.Repeat('.', device.MemorySlices)]);
            }

            row.AsSpan(start, profile.MemorySlices).Fill('=');
            row[start + profile.MemorySlices - 1] = '|';
        }

        return string.Join("  ", rows.Select(r => new string(r)));
    }

    private static void WriteLayouts(TextWriter output, DeviceModel device)
    {
        if (GpuDescription.Maximal(device) is not { } layouts)
        {
            output.WriteLine("maximal layouts: segments start anywhere; too many to draw");
            return;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{layouts.Count} maximal layouts, one memory slice a character, by a letter for each size:"));
        output.WriteLine($"  {string.Join("  ", device.Profiles.Select((p, size) => $"{Letter(size)} {p.Name}"))}  . free");
        foreach (var line in layouts.Select(l => Draw(device, l)).Order(StringComparer.Ordinal).Chunk(LayoutsInLine))
        {
            output.WriteLine($"  {string.Join("   ", line).TrimEnd()}");
        }
    }

    private static string Draw(DeviceModel device, DeviceLayout layout)
    {
        var picture = Enumerable.Repeat(".", device.MemorySlices).ToArray();
        foreach (var (size, start) in layout.Segments)
        {
            var slices = device.Profiles[size].MemorySlices;
            picture[start] = $"{(start == 0 ? string.Empty : "|")}{Letter(size)}";
            Array.Fill(picture, Letter(size).ToString(), start + 1, slices - 1);
        }

        return string.Concat(picture).PadRight((2 * device.MemorySlices) - 1);
    }

    private static char Letter(int size) => (char)('a' + size);
}

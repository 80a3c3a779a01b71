using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Terminal;
using Tangram.Core.Devices;

namespace Tangram.Cli.Gpus;

/// <summary>Lists device models, a line each.</summary>
internal static class GpuTable
{
    public static void Write(TextWriter output, IReadOnlyList<DeviceModel> devices)
    {
        var console = Output.Over(output, !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("name", "compute slices", "memory slices", "memory GB", "profiles", "maximal layouts");
        foreach (var column in table.Columns.Where((_, i) => i is 1 or 2 or 3 or 5))
        {
            column.RightAligned();
        }

        foreach (var device in devices)
        {
            string[] cells =
            [
                device.Name,
                Number(device.ComputeSlices),
                Number(device.MemorySlices),
                Number(device.Profiles.Max(p => p.MemoryMiB) / 1024),
                string.Join(" ", device.Profiles.Select(p => p.Name)),
                GpuDescription.Maximal(device) is { } layouts ? Number(layouts.Count) : "many",
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
        console.WriteLine("'tangram gpus NAME' draws how one can be cut");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

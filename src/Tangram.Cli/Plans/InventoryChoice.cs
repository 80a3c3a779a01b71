using System.Globalization;
using Tangram.Core.Devices;
using Tangram.Core.Files;

namespace Tangram.Cli.Plans;

/// <summary>Turns what the user says of devices into an inventory.</summary>
internal static class InventoryChoice
{
    private static readonly IReadOnlyList<DeviceModel> Models =
    [
        Seven("a100-40gb", 5),
        Seven("a100-80gb", 10),
        Seven("h100-80gb", 10),
    ];

    /// <summary>The inventory; null where the user names no device.</summary>
    /// <param name="file">An inventory file, or null.</param>
    /// <param name="gpus">Texts such as <c>a100-80gb</c> or <c>a100-80gb=4</c>.</param>
    /// <exception cref="InvalidFileException">They are not as they should be.</exception>
    public static Inventory? Of(string? file, IReadOnlyList<string> gpus)
    {
        if (file is not null)
        {
            throw new InvalidFileException(file, [new Fault(string.Empty, "inventory files are not read yet; name the devices with --gpu NAME=COUNT")]);
        }

        return gpus.Count == 0 ? null : new Inventory([.. gpus.Select(Pool).GroupBy(p => p.Model).Select(g => new DevicePool(g.Key, g.Sum(p => p.Count)))]);
    }

    /// <summary>The model called <paramref name="name"/>, or null.</summary>
    public static DeviceModel? Find(string name) => Models.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal));

    private static DevicePool Pool(string text)
    {
        var (name, count) = text.Split('=', 2) is [var left, var right] ? (left, right) : (text, "1");
        var model = Find(name) ?? throw new InvalidFileException($"--gpu: no GPU is called '{name}'; known: {string.Join(", ", Models.Select(m => m.Name))}");
        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? new DevicePool(model, number)
            : throw new InvalidFileException($"--gpu: '{text}' is not NAME or NAME=COUNT with a whole number of at least 1");
    }

    private static DeviceModel Seven(string name, int gigabytes)
    {
        return new DeviceModel(
            name,
            7,
            8,
            [
                Size(1, 1, 1, [0, 1, 2, 3, 4, 5, 6]),
                Size(1, 2, 2, [0, 2, 4, 6]),
                Size(2, 2, 2, [0, 2, 4]),
                Size(3, 4, 4, [0, 4]),
                Size(4, 4, 4, [0]),
                Size(7, 8, 8, [0]),
            ],
            "NVIDIA MIG user guide");

        PartitionProfile Size(int compute, int memory, int times, int[] starts) =>
            new(string.Create(CultureInfo.InvariantCulture, $"{compute}g.{times * gigabytes}gb"), compute, memory, times * gigabytes * 1000, starts);
    }
}

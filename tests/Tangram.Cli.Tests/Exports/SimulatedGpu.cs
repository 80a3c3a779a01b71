using Tangram.Core.Devices;

namespace Tangram.Cli.Tests.Exports;

/// <summary>A GPU that creates instances one after the other, and refuses what does not fit at its start.</summary>
internal static class SimulatedGpu
{
    /// <summary>Creates what <c>-cgi</c> asks for; answers with the same.</summary>
    public static IReadOnlyList<string> Create(string model, string instances)
    {
        var device = DeviceCatalog.Find(model)!;
        var placed = new List<PlacedSegment>();
        foreach (var parts in instances.Split(',').Select(i => i.Split(':')))
        {
            placed.Add(new PlacedSegment(device.Profiles.ToList().FindIndex(p => p.Name == parts[0]), int.Parse(parts[1])));
            Assert.True(new DeviceLayout(placed).IsLegal(device), $"{model} cannot create {parts[0]} at {parts[1]} of {instances}");
        }

        return instances.Split(',');
    }
}

using Tangram.Core.Devices;
using Tangram.Core.Files;

namespace Tangram.Core.Tests.Devices;

/// <summary>Reading device files, and refusing what no hardware could be.</summary>
public sealed class DeviceFileParserTests
{
    private static readonly DeviceFile Whole = new(1, "odd-8gb", "made up", 4, 4, [new DeviceFileProfile("1x", 1, 1, 2, [0, 1, 2, 3]), new DeviceFileProfile("4x", 4, 4, 8, [0])]);

    [Fact]
    public void What_is_written_is_read()
    {
        var device = Parse(Whole with { MediaProfiles = [new DeviceFileProfile("1x+me", 1, 1, 2, [0]) { Multiprocessors = 14, MaximumPerDevice = 1 }] });

        Assert.Equal(("odd-8gb", 4, 4, "made up"), (device.Name, device.ComputeSlices, device.MemorySlices, device.Source));
        Assert.Equal([2048, 8192], device.Profiles.Select(p => p.MemoryMiB));
        Assert.Equal((14, 1), (device.MediaProfiles[0].Multiprocessors, device.MediaProfiles[0].MaximumPerDevice));
    }

    [Fact]
    public void Faults_are_said_with_their_paths()
    {
        var wrong = Whole with
        {
            Name = "Odd",
            Source = " ",
            Profiles = [new DeviceFileProfile("1x", 0, 5, 0, [0]) { Multiprocessors = 0 }, new DeviceFileProfile("1x", 1, 2, 1, [2, 0, 3]) { MaximumPerDevice = 0 }],
        };

        Assert.Equal(
            ["name", "source", "profiles[0].computeSlices", "profiles[0].memorySlices", "profiles[0].memoryGB", "profiles[0].multiprocessors", "profiles[0].starts", "profiles[1].maximumPerDevice", "profiles[1].starts", "profiles[1].name"],
            Assert.Throws<InvalidFileException>(() => Parse(wrong)).Faults.Select(f => f.Path));
        Assert.Equal("d.json: profiles: is empty; a device has at least one size", Assert.Throws<InvalidFileException>(() => Parse(Whole with { Profiles = [] })).Message);
        Assert.Equal("d.json: computeSlices: is 0; give 1 to 1024", Assert.Throws<InvalidFileException>(() => Parse(Whole with { ComputeSlices = 0, Profiles = [] })).Message.Split('\n')[0]);
    }

    [Fact]
    public void Unknown_and_missing_fields_are_refused()
    {
        Assert.Equal("d.json: colour: is not known", Assert.Throws<InvalidFileException>(() => DeviceFileParser.Parse("""{ "version": 1, "colour": "green" }""", "d.json")).Message);
        Assert.Contains("d.json: source: is missing", Assert.Throws<InvalidFileException>(() => DeviceFileParser.Parse("""{ "version": 1, "name": "x" }""", "d.json")).Message, StringComparison.Ordinal);
    }

    private static DeviceModel Parse(DeviceFile file) => DeviceFileParser.Parse(JsonFile.Write(file), "d.json");
}

using Tangram.Core.Devices;
using Tangram.Core.Files;

namespace Tangram.Core.Tests.Devices;

/// <summary>Reading inventories, and refusing what is none.</summary>
public sealed class InventoryParserTests
{
    [Fact]
    public void Pools_come_in_the_order_written()
    {
        var inventory = Parse("""
            version: 1
            devices:
              - {model: a100-80gb, count: 4}
              - {model: a30-24gb}
              - {model: cpu, cores: 6}
            """);

        Assert.Equal([("a100-80gb", 4), ("a30-24gb", 1), ("cpu", 1)], inventory.Pools.Select(p => (p.Model.Name, p.Count)));
        Assert.Equal((6, 4), (inventory.Pools[2].Model.ComputeSlices, inventory.FirstDevice(1)));
        Assert.Same(DeviceCatalog.Find("a100-80gb"), inventory.Pools[0].Model);
    }

    [Fact]
    public void A_CPU_without_cores_is_as_the_machine_is() => Assert.Equal(3, Parse("version: 1\ndevices: [{model: cpu}]").Pools[0].Model.ComputeSlices);

    [Theory]
    [InlineData("version: 1\ndevices: [{model: a30-24gb}, {model: a100}]", "i.yaml: devices[1].model: no device is called 'a100'; known: a100-40gb, a100-80gb, a30-24gb, b200-180gb, cpu, h100-80gb, h200-141gb")]
    [InlineData("version: 1\ndevices: [{model: a30-24gb, count: 0}]", "i.yaml: devices[0].count: '0' is not a whole number from 1 to 1000000")]
    [InlineData("version: 1\ndevices: [{model: a30-24gb, count: 1.5}]", "i.yaml: devices[0].count: '1.5' is not a whole number from 1 to 1000000")]
    [InlineData("version: 1\ndevices: [{count: 2}]", "i.yaml: devices[0].model: is missing")]
    [InlineData("version: 1\ndevices: [{model: a30-24gb}, {model: a30-24gb}]", "i.yaml: devices[1].model: 'a30-24gb' is there twice; give each device once, with its count")]
    [InlineData("version: 1\ndevices: [{model: a30-24gb, cores: 2}]", "i.yaml: devices[0].cores: is for 'cpu' only; leave it out")]
    [InlineData("version: 1\ndevices: [{model: a30-24gb, gpus: 2}]", "i.yaml: devices[0].gpus: is not known; known here: cores, count, model")]
    [InlineData("version: 1\ndevices: []", "i.yaml: devices: is not a list with at least one entry")]
    [InlineData("version: 2\ndevices: [{model: cpu}]", "i.yaml: version: '2' is not known; this program reads version 1")]
    [InlineData("devices: [{model: cpu}]", "i.yaml: version: is missing")]
    [InlineData("- a", "i.yaml: is not a section of keys and values\ni.yaml: version: is missing\ni.yaml: devices: is missing")]
    public void What_is_wrong_is_said_with_its_path(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidFileException>(() => Parse(text)).Message);

    [Theory]
    [InlineData("a100-80gb=40", "a100-80gb", 40)]
    [InlineData("h100-80gb", "h100-80gb", 1)]
    [InlineData("cpu", "cpu", 1)]
    public void The_short_form_is_a_name_and_a_count(string text, string name, int count)
    {
        var pool = InventoryParser.ParseDevice(text, Cpu);

        Assert.Equal((name, count), (pool.Model.Name, pool.Count));
    }

    [Theory]
    [InlineData("a100", "'a100': no device is called 'a100'; known: a100-40gb, a100-80gb, a30-24gb, b200-180gb, cpu, h100-80gb, h200-141gb")]
    [InlineData("=4", "'=4': no device is called ''; known: a100-40gb, a100-80gb, a30-24gb, b200-180gb, cpu, h100-80gb, h200-141gb")]
    [InlineData("a30-24gb=", "'a30-24gb=': '' is not a whole number from 1 to 1000000; write NAME or NAME=COUNT, such as a30-24gb=4")]
    [InlineData("a30-24gb=-1", "'a30-24gb=-1': '-1' is not a whole number from 1 to 1000000; write NAME or NAME=COUNT, such as a30-24gb=4")]
    [InlineData("a30-24gb=1=2", "'a30-24gb=1=2': '1=2' is not a whole number from 1 to 1000000; write NAME or NAME=COUNT, such as a30-24gb=4")]
    public void A_wrong_short_form_is_refused_with_what_would_be_right(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => InventoryParser.ParseDevice(text, Cpu)).Message);

    [Fact]
    public void Several_short_forms_make_an_inventory()
    {
        Assert.Equal(5, InventoryParser.ParseDevices(["a30-24gb=4", "h200-141gb"], Cpu).Count);
        Assert.Equal(
            "'a30-24gb' is there twice; give each device once, with its count, such as a30-24gb=5",
            Assert.Throws<FormatException>(() => InventoryParser.ParseDevices(["a30-24gb=4", "a30-24gb"], Cpu)).Message);
    }

    private static Inventory Parse(string text) => InventoryParser.Parse(text, "i.yaml", Cpu);

    private static DeviceModel Cpu(int? cores) => CpuDevice.Model(cores ?? 3, 1024);
}

using Tangram.Core.Devices.MigParted;
using Tangram.Core.Files;

namespace Tangram.Core.Tests.Devices.MigParted;

public sealed class MigConfigParserTests
{
    private const string Example = """
        version: v1
        mig-configs:
          all-disabled:
            - devices: all
              mig-enabled: false

          all-enabled:
            - devices: all
              mig-enabled: true
              mig-devices: {}

          custom:
            - devices: [0,1]
              device-filter: ["0x20B010DE", "0x233010DE"]
              mig-enabled: true
              mig-devices:
                "1g.10gb": 2
                "1g.10gb+me": 1
            - device-filter: "0x20B510DE"
              devices: all
              mig-enabled: true
              mig-devices: {"3g.40gb": 2}
        """;

    [Fact]
    public void It_reads_the_editors_files()
    {
        var configs = MigConfigParser.Parse(Example, "f");

        Assert.Equal(["all-disabled", "all-enabled", "custom"], configs.Select(c => c.Name));
        Assert.False(Assert.Single(configs[0].Rules).IsEnabled);
        Assert.Empty(Assert.Single(configs[1].Rules).Counts);
        Assert.Equal([0, 1], configs[2].Rules[0].Gpus!);
        Assert.Equal(2, configs[2].Rules[0].Counts["1g.10gb"]);
        Assert.Equal([(true, 0, 0x20B010DEu), (false, 2, 0x20B010DEu), (false, 0, 0x20B510DEu)], new[] { (0, 0x20B010DEu), (2, 0x20B010DEu), (0, 0x20B510DEu) }.Select(g => (configs[2].Rules[0].IsFor(g.Item1, g.Item2), g.Item1, g.Item2)));
        Assert.True(configs[2].Rules[1].IsFor(7, 0x20B510DEu));
    }

    [Theory]
    [InlineData("version: 1\nmig-configs: {a: [{devices: all, mig-enabled: false}]}", "version: '1' is not known; this program reads version v1")]
    [InlineData("mig-configs: {a: [{devices: all, mig-enabled: false}]}", "version: is missing")]
    [InlineData("version: v1", "mig-configs: is missing")]
    [InlineData("version: v1\nmig-configs: {}", "mig-configs: is empty")]
    [InlineData("version: v1\nmig-configs: {a: []}", "mig-configs.a: is not a list with at least one entry")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: some, mig-enabled: false}]}", "mig-configs.a[0].devices: is not 'all', or a list of whole numbers such as [0, 1]")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: [0, 0], mig-enabled: false}]}", "mig-configs.a[0].devices: name a GPU twice")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: [-1], mig-enabled: false}]}", "mig-configs.a[0].devices: is not")]
    [InlineData("version: v1\nmig-configs: {a: [{mig-enabled: false}]}", "mig-configs.a[0].devices: is missing")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: all}]}", "mig-configs.a[0].mig-enabled: is missing")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: all, mig-enabled: yes}]}", "mig-configs.a[0].mig-enabled: 'yes' is neither true nor false")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: all, mig-enabled: true}]}", "mig-configs.a[0].mig-devices: is missing; write {} for none")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: all, mig-enabled: false, mig-devices: {1g.10gb: 1}}]}", "mig-configs.a[0].mig-devices: are given although mig-enabled is false")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: all, mig-enabled: true, mig-devices: {1g.10gb: x}}]}", "mig-configs.a[0].mig-devices.1g.10gb: 'x' is not a whole number from 0 to 64")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: all, mig-enabled: true, mig-devices: {1c.3g.40gb: 1}}]}", "is a part of a GPU instance")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: all, mig-enabled: false, starts: 1}]}", "mig-configs.a[0].starts: is not known; known here: device-filter, devices, mig-devices, mig-enabled")]
    [InlineData("version: v1\nmig-configs: {a: [{devices: all, mig-enabled: false, device-filter: 20B0}]}", "mig-configs.a[0].device-filter: '20B0' is not a PCI device and vendor such as 0x233010DE")]
    [InlineData("version: v1\nmig-configs: [", "line 2: is not YAML")]
    public void What_is_wrong_is_told_with_its_place(string text, string fault) =>
        Assert.Contains($"f: {fault}", Assert.Throws<InvalidFileException>(() => MigConfigParser.Parse(text, "f")).Message.Replace("mig-configs.a[0].mig-devices.1c.3g.40gb: ", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void What_is_written_can_be_read()
    {
        var custom = MigConfigParser.Parse(Example, "f");

        Assert.All(custom, config =>
        {
            var read = Assert.Single(MigConfigParser.Parse(MigConfigWriter.Write(config, _ => "a remark"), "f"));
            Assert.Equal(config.Name, read.Name);
            Assert.Equal(config.Rules.Select(Text), read.Rules.Select(Text));
        });
    }

    private static string Text(MigRule rule) =>
        $"{(rule.Gpus is null ? "all" : string.Join(',', rule.Gpus))} {string.Join(',', rule.PciDevices)} {rule.IsEnabled} {string.Join(',', rule.Counts)}";
}

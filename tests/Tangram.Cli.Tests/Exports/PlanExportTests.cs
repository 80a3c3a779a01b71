using System.Text.RegularExpressions;
using Tangram.Cli.Exports;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using YamlDotNet.RepresentationModel;

namespace Tangram.Cli.Tests.Exports;

/// <summary>Plans in the words of other tools, read back.</summary>
public sealed class PlanExportTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    public static TheoryData<string> Formats => [.. PlanExportCatalog.Exports.Names];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_partition_editor_gets_the_profiles_of_every_device_used_and_of_no_other(int seed)
    {
        var plan = Plans.Random(seed);
        var root = (YamlMappingNode)Documents(Export("mig-parted", plan)).Single();

        Assert.Equal("v1", Text(root, "version"));
        Assert.Equal(Expected(plan), Configured((YamlMappingNode)root["mig-configs"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Devices_that_are_cut_alike_stand_together(int seed)
    {
        var root = (YamlMappingNode)Documents(Export("mig-parted", Plans.Random(seed))).Single();

        Assert.All(((YamlMappingNode)root["mig-configs"]).Children.Values.Cast<YamlSequenceNode>(), groups =>
            Assert.Distinct(groups.Cast<YamlMappingNode>().Select(g => string.Join(' ', ((YamlMappingNode)g["mig-devices"]).Children))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_instance_gets_a_pod_with_one_device_of_its_profile(int seed)
    {
        var plan = Plans.Random(seed);
        var deployments = Documents(Export("kubernetes", plan)).Cast<YamlMappingNode>().ToList();

        var pods = deployments.SelectMany(d =>
        {
            var container = (YamlMappingNode)((YamlSequenceNode)At(d, "spec", "template", "spec")["containers"])[0];
            var limit = ((YamlMappingNode)At(container, "resources")["limits"]).Single();
            var environment = ((YamlSequenceNode)container["env"]).Cast<YamlMappingNode>().ToDictionary(e => Text(e, "name"), e => Text(e, "value"));
            Assert.Equal("1", limit.Value.ToString());
            Assert.Equal(Text(At(d, "metadata"), "name"), Text(At(d, "spec", "selector", "matchLabels"), "app.kubernetes.io/instance"));
            Assert.Equal(Text(At(d, "metadata"), "name"), Text(At(d, "spec", "template", "metadata", "labels"), "app.kubernetes.io/instance"));
            return Enumerable.Repeat($"{limit.Key} {environment["TANGRAM_VARIANT"]} {environment["TANGRAM_BATCH"]} {environment["TANGRAM_PROCESSES"]} {environment["TANGRAM_TASKS"]}", int.Parse(Text(At(d, "spec"), "replicas")));
        });
        Assert.Equal(
            plan.Instances.Select(i => $"nvidia.com/mig-{i.Profile} {i.Variant} {i.Batch} {i.Concurrency} street/detect").Order(StringComparer.Ordinal),
            pods.Order(StringComparer.Ordinal));
        Assert.All(deployments, d => Assert.Matches("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$", Text(At(d, "metadata"), "name")));
        Assert.Distinct(deployments.Select(d => Text(At(d, "metadata"), "name")));
        Assert.All(deployments.SelectMany(d => At(d, "metadata", "labels").Children.Values), label => Assert.Matches("^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$", label.ToString()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_script_creates_what_is_planned_where_the_hardware_allows_it(int seed)
    {
        var plan = Plans.Random(seed);
        var script = Export("nvidia-smi", plan);

        var created = Regex.Matches(script, @"^  (?<model>[a-z0-9-]+)\)\n(?<cuts>(    cut .*\n)+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).SelectMany(pool =>
            pool.Groups["cuts"].Value.Trim().Split('\n').Select(line => line.Trim().Split(' ')).SelectMany(cut => SimulatedGpu.Create(pool.Groups["model"].Value, cut[2]).Select(s => $"{pool.Groups["model"].Value} {cut[1]} {s}")));
        Assert.StartsWith("#!/usr/bin/env bash\n", script, StringComparison.Ordinal);
        Assert.Matches("\nmodel=\\$\\{1:-a[0-9a-z-]+\\}\n", script);
        Assert.Contains("  nvidia-smi mig -i \"$1\" -cgi \"$2\" -C\n", script, StringComparison.Ordinal);
        Assert.Equal(
            plan.Instances.Zip(plan.Placements, (i, p) => $"{i.DeviceModel} {p.Device % 8} {i.Profile}:{p.Start}").Order(StringComparer.Ordinal),
            created.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_plan_for_the_CPU_is_refused(string format) =>
        Assert.Equal(
            "--export: the plan puts 'detect-0' on 'cpu'; only plans for GPUs can be exported ('tangram gpus' lists them)",
            Assert.Throws<FormatException>(() => Export(format, Plans.OnCpu())).Message);

    [Theory]
    [InlineData("slurm=x.conf", "--export: no export is called 'slurm'; known: kubernetes, mig-parted, nvidia-smi")]
    [InlineData("kubernetes", "--export: 'kubernetes' names no file; write kubernetes=FILE, or kubernetes=- for standard output")]
    public async Task A_wrong_export_is_refused_before_anything_is_planned(string text, string message)
    {
        var run = await CommandRun.Of("plan", "--export", text);

        Assert.Equal((2, message), (run.ExitCode, run.Error.Split('\n')[0]));
    }

    [Fact]
    public async Task A_plan_for_the_CPU_ends_the_command_with_one_line_and_writes_nothing()
    {
        using var folder = new TestFolder().WithApplication().WithProfile();

        var run = await CommandRun.Of("plan", "--application", folder.Root, "--profile", folder.Profile, "--demand", "8", "--export", $"mig-parted={folder.At("m.yaml")}");

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith("--export: the plan puts 'detect-0' on 'cpu'", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("m.yaml")));
    }

    private static string Export(string format, Plan plan) => PlanExportCatalog.Exports.Create(format, Settings.Empty).Write(plan);

    private static IEnumerable<string> Expected(Plan plan) =>
        plan.Instances.Zip(plan.Placements, (i, p) => (i.DeviceModel, Device: p.Device % 8, i.Profile)).GroupBy(s => s).Select(g => $"{g.Key.DeviceModel} {g.Key.Device} {g.Key.Profile} {g.Count()}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Configured(YamlMappingNode configurations)
    {
        foreach (var (name, groups) in configurations.Children)
        {
            foreach (var group in ((YamlSequenceNode)groups).Cast<YamlMappingNode>())
            {
                Assert.Equal("true", Text(group, "mig-enabled"));
                var profiles = ((YamlMappingNode)group["mig-devices"]).Children;
                AssertFits(name.ToString()["tangram-".Length..], profiles.ToDictionary(p => p.Key.ToString(), p => int.Parse(p.Value.ToString())));
                foreach (var line in ((YamlSequenceNode)group["devices"]).SelectMany(device => profiles.Select(p => $"{name.ToString()["tangram-".Length..]} {device} {p.Key} {p.Value}")))
                {
                    yield return line;
                }
            }
        }
    }

    private static void AssertFits(string model, Dictionary<string, int> counts) =>
        Assert.Equal(1, FleetPacker.FewestDevices(DeviceCatalog.Find(model)!, [.. DeviceCatalog.Find(model)!.Profiles.Select(p => counts.GetValueOrDefault(p.Name))]));

    private static IEnumerable<YamlNode> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Select(d => d.RootNode);
    }

    private static YamlMappingNode At(YamlMappingNode node, params string[] path) => path.Aggregate(node, (at, key) => (YamlMappingNode)at[key]);

    private static string Text(YamlMappingNode node, string key) => node[key].ToString();
}

using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Core.Profiles.ParvaGpu;

namespace Tangram.Core.Tests.Profiles.ParvaGpu;

/// <summary>Profiles made of ParvaGPU's public measurements.</summary>
public sealed class ParvaGpuImportTests
{
    private const string Header = "Mig instance,Batch size,Workload Number,Throughput,Latency\r\n";

    [Fact]
    public void A_segment_has_the_throughput_of_all_its_processes_and_the_latency_that_was_not_rounded()
    {
        var profile = Import($"{Header}3,8,2,100,0.081\r\n").Profile;

        var entry = Assert.Single(profile.Entries);
        Assert.Equal(new ProfileEntry("bert", "3g.40gb", 2, 8, 80, 80, 80, 200, 0, entry.RunMilliseconds), entry);
        Assert.Empty(entry.RunMilliseconds);
        Assert.Equal((null, "a100-80gb", 7, true), (profile.Application, profile.Device, profile.Slices, profile.Complete));
        Assert.Contains("p50, p95 and p99 are all batch / throughput", profile.Machine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1g.10gb")]
    [InlineData(2, "2g.20gb")]
    [InlineData(3, "3g.40gb")]
    [InlineData(4, "4g.40gb")]
    [InlineData(7, "7g.80gb")]
    public void Sizes_have_the_names_of_the_cards_profiles(int slices, string profile) =>
        Assert.Equal(profile, Import($"{Header}{slices},1,1,10,0.1").Profile.Entries[0].Profile);

    [Fact]
    public void What_did_not_run_is_left_out_with_the_reason()
    {
        var profile = Import($"{Header}1,1,1,10,0.1\n1,1,5,0,0\n").Profile;

        Assert.Single(profile.Entries);
        Assert.Equal([new SkippedEntry("bert", "1g.10gb", 5, 1, "did not run: throughput 0 in ParvaGPU's data")], profile.Skipped);
    }

    [Fact]
    public void A_line_that_repeats_the_one_before_is_accepted_and_named()
    {
        var imported = Import($"{Header}1,8,4,77.591,0.103\n1,8,5,77.591,0.103\n1,16,4,0,0\n1,16,5,0,0\n");

        Assert.Equal(["bert.csv:3"], imported.Repeats);
        Assert.Equal(2, imported.Profile.Entries.Count);
    }

    [Theory]
    [InlineData("", "data/bert.csv: line 1: is not the header 'Mig instance,Batch size,Workload Number,Throughput,Latency'")]
    [InlineData("a,b\n", "data/bert.csv: line 1: is not the header 'Mig instance,Batch size,Workload Number,Throughput,Latency'")]
    [InlineData(Header, "data/bert.csv: line 1: is the only line; a row of figures follows")]
    [InlineData(Header + "1,1,1,10\n", "data/bert.csv: line 2: has 4 columns; 5 are right: Mig instance,Batch size,Workload Number,Throughput,Latency")]
    [InlineData(Header + "1,1,1,10,0.1\n5,1,1,10,0.1\n", "data/bert.csv: line 3: '5' is not a MIG instance of 1, 2, 3, 4, 7 slices")]
    [InlineData(Header + "1,0,1,10,0.1\n", "data/bert.csv: line 2: '0' is not a whole number of at least 1")]
    [InlineData(Header + "1,1,x,10,0.1\n", "data/bert.csv: line 2: 'x' is not a whole number of at least 1")]
    [InlineData(Header + "1,1,1,fast,0.1\n", "data/bert.csv: line 2: 'fast' is not a number of at least 0")]
    [InlineData(Header + "1,1,1,10,-1\n", "data/bert.csv: line 2: '-1' is not a number of at least 0")]
    [InlineData(Header + "1,1,1,10,0.1\n1,1,1,11,0.1\n", "data/bert.csv: line 3: gives a size, batch and number of processes that an earlier line has given")]
    public void A_malformed_file_is_refused_with_file_and_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidFileException>(() => Import(text)).Message);

    [Fact]
    public void A_file_whose_name_no_variant_can_have_is_refused() =>
        Assert.StartsWith("data/My Bert.csv: 'My Bert' is not a variant's name: ", Assert.Throws<InvalidFileException>(() => ParvaGpuImport.Read([("data/My Bert.csv", Header)])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_public_data_make_eleven_variants_with_nine_lines_that_repeat()
    {
        Assert.SkipWhen(SharedData.WithoutParvaGpu is not null, SharedData.WithoutParvaGpu ?? string.Empty);

        var imported = ParvaGpuImport.Read(SharedData.ParvaGpuProfiles());

        Assert.Equal(ParvaGpuScenario.Models.Order(StringComparer.Ordinal), imported.Profile.Entries.Select(e => e.Variant).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal((11 * 225) - imported.Profile.Skipped.Count, imported.Profile.Entries.Count);
        Assert.Equal(728, imported.Profile.Skipped.Count);
        Assert.Equal(9, imported.Repeats.Count);
        Assert.Equal(imported.Profile.Entries.Count, JsonFile.Read<ProfileTable>(JsonFile.Write(imported.Profile), "profile.json").Entries.Count);
    }

    private static ImportedProfile Import(string text) => ParvaGpuImport.Read([("data/bert.csv", text)]);
}

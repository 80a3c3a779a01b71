using System.Globalization;
using Tangram.Cli.Reproductions.Stated;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;

namespace Tangram.Cli.Tests.Reproductions.Stated;

public sealed class StatedProfileTests
{
    private static readonly DeviceModel H100 = DeviceCatalog.Find("h100-80gb")!;
    private static readonly ProfileTable Table = StatedProfile.Of(H100, StatedModels.All);

    [Fact]
    public void A_batch_takes_what_the_document_says()
    {
        var resnet = StatedModels.All.Single(m => m.Name == "resnet50");

        // 50 layers of 0.03 ms, and 4.09 / 2.5 ms of work for each of 4 items; twice as much and 3 % more with two processes.
        Assert.Equal(1.5 + (1.636 * 4), StatedProfile.Milliseconds(resnet, 1, 1, 4), 1e-9);
        Assert.Equal(1.5 + (1.636 * 4 * 2 * 1.03), StatedProfile.Milliseconds(resnet, 1, 2, 4), 1e-9);
        Assert.Equal(1.5 + (1.636 * 4 / Math.Pow(7, 0.95)), StatedProfile.Milliseconds(resnet, 7, 1, 4), 1e-9);
    }

    [Fact]
    public void Larger_segments_are_quicker_and_larger_batches_slower_but_better()
    {
        foreach (var group in Table.Entries.GroupBy(e => (e.Variant, e.Concurrency)))
        {
            foreach (var size in group.GroupBy(e => e.Profile))
            {
                var byBatch = size.OrderBy(e => e.Batch).ToList();
                Assert.All(byBatch.Zip(byBatch.Skip(1)), p => Assert.True(p.First.P95Milliseconds < p.Second.P95Milliseconds && p.First.ItemsPerSecond < p.Second.ItemsPerSecond));
            }

            foreach (var batch in group.GroupBy(e => e.Batch))
            {
                var bySize = batch.OrderBy(e => H100.Find(e.Profile)!.ComputeSlices).ToList();
                Assert.All(bySize.Zip(bySize.Skip(1)), p => Assert.True(p.First.P95Milliseconds > p.Second.P95Milliseconds && p.First.ItemsPerSecond < p.Second.ItemsPerSecond));
            }
        }
    }

    [Fact]
    public void Every_entry_fits_its_segment_and_is_as_a_profile_should_be()
    {
        Assert.Empty(ProfileCheck.Faults(Table));
        Assert.All(Table.Entries, e => Assert.InRange(e.MemoryMiB, 1, H100.Find(e.Profile)!.MemoryMiB));
        Assert.All(Table.Entries, e => Assert.True(e.P50Milliseconds < e.P95Milliseconds && e.P95Milliseconds < e.P99Milliseconds));
        Assert.Equal(StatedModels.All.Select(m => m.Name), Table.Entries.Select(e => e.Variant).Distinct());
        Assert.DoesNotContain(Table.Entries, e => e.Profile == "1g.20gb");
    }

    [Fact]
    public void The_document_states_every_model()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "stated-profile.md"));

        Assert.All(StatedModels.All, m => Assert.Equal(
            [m.GigaMacs, m.Layers, m.MegaParameters, m.Efficiency],
            document.Split('\n').Single(l => l.StartsWith($"| `{m.Name}` |", StringComparison.Ordinal)).Split('|')[2..6].Select(c => double.Parse(c, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void What_was_measured_comes_before_what_is_stated_and_the_basis_says_so()
    {
        var a100 = DeviceCatalog.Find("a100-80gb")!;
        var measured = StatedProfile.Of(a100, StatedModels.All.Where(m => m.Name != "bert")) with { Machine = "a machine" };

        var profiles = StudyProfiles.With(measured, "profile.json");

        Assert.Equal(["a machine", StatedProfile.Basis], profiles.Tables.Select(t => t.Machine));
        Assert.Equal(["bert"], profiles.Tables[1].Entries.Select(e => e.Variant).Distinct());
        Assert.Equal("measured: a machine", profiles.BasisOf(["resnet50"]));
        Assert.Equal($"measured: a machine; bert {StatedProfile.Basis}", profiles.BasisOf(["resnet50", "bert"]));
        Assert.Equal(StatedProfile.Basis, StudyProfiles.Stated().BasisOf(["resnet50"]));
    }

    [Fact]
    public void A_profile_of_one_application_or_of_no_gpu_is_refused()
    {
        Assert.Contains("application: is 'ocr'", Assert.Throws<InvalidFileException>(() => StudyProfiles.With(Table with { Application = "ocr" }, "p.json")).Message, StringComparison.Ordinal);
        Assert.Contains("device: is 'cpu'", Assert.Throws<InvalidFileException>(() => StudyProfiles.With(Table with { Device = "cpu" }, "p.json")).Message, StringComparison.Ordinal);
    }
}

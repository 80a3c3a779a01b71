using Tangram.Cli.Files;
using Tangram.Core.Accuracy;
using Tangram.Core.Files;
using Tangram.Server.Files;

namespace Tangram.Cli.Tests.Files;

/// <summary>Loading and saving.</summary>
public sealed class FilesTests
{
    [Fact]
    public void Nothing_is_left_beside_a_file_that_was_written_or_could_not_be()
    {
        using var folder = new TestFolder();
        AtomicFile.WriteAllText(folder.At("a.json"), "old");
        AtomicFile.WriteAllText(folder.At("a.json"), "new");
        Directory.CreateDirectory(folder.At("b.json"));

        Assert.ThrowsAny<Exception>(() => AtomicFile.WriteAllText(folder.At("b.json"), "text"));

        Assert.Equal("new", File.ReadAllText(folder.At("a.json")));
        Assert.Equal([folder.At("a.json")], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Measured_accuracies_are_applied_when_an_application_is_loaded()
    {
        using var folder = new TestFolder().WithApplication();
        var table = new AccuracyTable(
            1, "reader", 1, 1, new Dictionary<string, string>(), [new TaskAccuracy("detect", null, [new VariantAccuracy("small", 0.6, 0.6, 7)])], []);
        File.WriteAllText(folder.At("accuracy.json"), JsonFile.Write(table));

        var application = ApplicationFile.Load(folder.Root);

        Assert.Equal(0.6, application.Task("detect").Variants[0].Accuracy);
        Assert.Equal(7, application.Edges[0].FanOutOf("small"));
    }

    [Fact]
    public void Another_applications_accuracies_are_refused()
    {
        using var folder = new TestFolder().WithApplication();
        File.WriteAllText(folder.At("accuracy.json"), JsonFile.Write(new AccuracyTable(1, "other", 1, 1, new Dictionary<string, string>(), [], [])));

        var exception = Assert.Throws<InvalidFileException>(() => ApplicationFile.Load(folder.Root));

        Assert.Equal($"{folder.At("accuracy.json")}: application: is 'other', not 'reader'; 'tangram evaluate' writes it anew", exception.Message);
    }

    [Fact]
    public void A_profile_lies_in_the_cache_by_application_and_cores_and_how_they_are_cut()
    {
        Assert.EndsWith("/tangram/ocr-cpu6.profile.json", ProfileFile.DefaultPath("ocr", 6), StringComparison.Ordinal);
        Assert.EndsWith("/tangram/ocr-cpu6x2.profile.json", ProfileFile.DefaultPath("ocr", 6, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_profile_can_be_loaded_from_a_folder_that_was_not_there()
    {
        using var folder = new TestFolder().WithProfile();
        var profile = ProfileFile.Load(folder.Profile);

        ProfileFile.Save(folder.At("deep/down/profile.json"), profile);

        Assert.Equal(JsonFile.Write(profile), JsonFile.Write(ProfileFile.Load(folder.At("deep/down/profile.json"))));
    }
}

using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Core.Profiles;

namespace Tangram.Core.Tests.Profiles;

/// <summary>What a profile cannot say.</summary>
public sealed class ProfileCheckTests
{
    private static readonly ProfileEntry Sound = new("bert", "1g", 1, 4, 9, 10, 11, 100, 500, []);

    [Fact]
    public void A_sound_profile_has_no_fault() => Assert.Empty(ProfileCheck.Faults(Profile([Sound, Sound with { Batch = 8 }, Sound with { Batch = 16, ItemsPerSecond = 0, MemoryMiB = 0 }])));

    [Fact]
    public void Figures_that_cannot_be_are_named_with_their_path()
    {
        var entry = new ProfileEntry("bert", "1g", 0, 0, -1, 0, double.PositiveInfinity, double.NaN, -3, []);

        Assert.Equal(
            [
                "slices: is 0; a device has at least 1",
                "entries[0].batch: is 0; a batch has at least 1 item",
                "entries[0].concurrency: is 0; a segment has at least 1 process",
                "entries[0].p50Milliseconds: is -1; a batch takes longer than 0 ms",
                "entries[0].p95Milliseconds: is 0; a batch takes longer than 0 ms",
                "entries[0].p99Milliseconds: is Infinity; a batch takes longer than 0 ms, and finite",
                "entries[0].itemsPerSecond: is NaN; a throughput is at least 0, and finite",
                "entries[0].memoryMiB: is -3; memory is at least 0",
                "operators[0].p95Milliseconds: is -2; a step takes at least 0 ms",
            ],
            ProfileCheck.Faults(Profile([entry]) with { Slices = 0, Operators = [new OperatorTime("entry", null, 0, -2)] }).Select(f => f.ToString()));
    }

    [Fact]
    public void An_entry_that_is_there_twice_is_named_with_the_first() => Assert.Equal(
        ["entries[2]: is of variant, profile, concurrency and batch of entries[0]; each is there once"],
        ProfileCheck.Faults(Profile([Sound, Sound with { Concurrency = 2 }, Sound with { P95Milliseconds = 20 }])).Select(f => f.ToString()));

    [Fact]
    public void Variants_that_no_profile_knows_are_named()
    {
        string[] variants = ["bert", "gpt", "t5", "llama"];
        var tasks = variants.Select(v => new ApplicationTask($"task-{v}", OperatorUse.None, [new Variant(v, string.Empty, [], 1)], null)).ToList();
        var application = new Application("chat", string.Empty, new Objectives(100, 1), OperatorUse.None, OperatorUse.None, tasks, [], null);
        ProfileTable[] profiles =
        [
            Profile([Sound]) with { Application = null },
            Profile([Sound with { Variant = "t5" }]) with { Skipped = [new SkippedEntry("gpt", "1g", 1, 1, "does not fit")] },
            Profile([Sound with { Variant = "llama" }]) with { Application = "other" },
        ];

        Assert.Equal(["llama"], ProfileCheck.UnknownVariants(application, profiles));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void What_json_cannot_hold_is_refused_with_its_path(string number)
    {
        var text = JsonFile.Write(Profile([Sound])).Replace("\"p95Milliseconds\": 10", $"\"p95Milliseconds\": {number}", StringComparison.Ordinal);

        var exception = Assert.Throws<InvalidFileException>(() => JsonFile.Read<ProfileTable>(text, "profile.json"));

        Assert.Equal("profile.json: entries[0].p95Milliseconds: is not a number that JSON can hold, which NaN and Infinity are not; give a finite number", exception.Message);
    }

    private static ProfileTable Profile(IReadOnlyList<ProfileEntry> entries) => new(
        1, "chat", "a100-40gb", 7, "a machine", "2026-01-01T00:00:00Z", "full", new Dictionary<string, string>(), true, entries, [], []);
}

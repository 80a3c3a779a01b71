using Tangram.Core.Accuracy;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Core.Tests.Files;

/// <summary>What is written can be read; what is not as it should be is refused.</summary>
public sealed class JsonFileTests
{
    private static readonly Plan APlan = new(
        1, "exact", true, "devices", 1, 1, 2, 2, 0.1, "wait", 1.5, [new PlannedPool("cpu", 1, 1)],
        [new PlannedApplication("ocr", 2.5, 1500, 0.9, 700, 0.95, [new PlannedTask("detect", [new PlannedVariant("det-320", 1, 0.95)], 0.95, 1, 2.5, 300, 5, 0.5), new PlannedTask("orient", [], 1, 6, 15, 0, 0, 0)])],
        [new Instance("detect-0", "det-320", "cpu", "1c", 1, 1, 1, 147.5, 6.1, 80, [new InstanceWork("ocr", "detect", 2.5)])],
        [new Placement("detect-0", 0, 0, 1)]);

    private static readonly ProfileTable AProfile = new(
        1, "ocr", "cpu", 2, "a machine", "2026-01-01T00:00:00Z", "quick", new Dictionary<string, string> { ["det-320"] = "abc" }, true,
        [new ProfileEntry("det-320", "1c", 1, 1, 100, 110, 120, 9.5, 80, [99, 101])],
        [new SkippedEntry("det-320", "2c", 2, 1, "too slow")],
        [new OperatorTime("entry", null, 1, 2), new OperatorTime("detect", "det-320", 3, 4)]);

    private static readonly AccuracyTable AnAccuracy = new(
        1, "ocr", 2, 20, new Dictionary<string, string> { ["det-320"] = "abc" },
        [new TaskAccuracy("detect", null, [new VariantAccuracy("det-320", 0.8, 1, 6.5)]), new TaskAccuracy("orient", 0.7, [])],
        [new CombinationAccuracy(new Dictionary<string, string?> { ["detect"] = "det-320", ["orient"] = null }, 0.8, 0.02, [new ItemAccuracy("page-1", 10, 8, 300, 6)])]);

    [Fact]
    public void A_plan_is_read_as_it_was_written() => AssertRoundTrip(APlan);

    [Fact]
    public void A_profile_is_read_as_it_was_written() => AssertRoundTrip(AProfile);

    [Fact]
    public void An_accuracy_table_is_read_as_it_was_written()
    {
        AssertRoundTrip(AnAccuracy);
        Assert.NotNull(JsonFile.Read<AccuracyTable>(JsonFile.Write(AnAccuracy), "accuracy.json").Find(new Dictionary<string, string?> { ["detect"] = "det-320", ["orient"] = null }));
    }

    [Fact]
    public void Numbers_are_read_back_to_the_last_bit() =>
        Assert.Equal(1.0 / 3, JsonFile.Read<Plan>(JsonFile.Write(APlan with { SolveMilliseconds = 1.0 / 3 }), "plan.json").SolveMilliseconds);

    [Fact]
    public void An_unknown_field_is_refused_with_its_path() => Assert.Equal(
        "instances[0].colour: is not known",
        Fault(JsonFile.Write(APlan).Replace("\"id\": \"detect-0\",", "\"id\": \"detect-0\", \"colour\": 1,", StringComparison.Ordinal)));

    [Fact]
    public void A_missing_field_is_named() => Assert.Equal(
        "planner: is missing",
        Fault(JsonFile.Write(APlan).Replace("\"planner\": \"exact\",", string.Empty, StringComparison.Ordinal)));

    [Fact]
    public void A_field_missing_further_down_is_named_with_its_path() => Assert.Equal(
        "placements[0].start: is missing",
        Fault(JsonFile.Write(APlan).Replace("\"start\": 0,", string.Empty, StringComparison.Ordinal)));

    [Fact]
    public void A_value_of_the_wrong_kind_is_refused_with_its_path() => Assert.StartsWith(
        "slices: is not a number",
        Fault(JsonFile.Write(APlan).Replace("\"slices\": 1,\n  \"slicesAvailable\"", "\"slices\": \"one\",\n  \"slicesAvailable\"", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Fact]
    public void A_null_where_a_text_belongs_is_refused() => Assert.StartsWith(
        "planner: is null; a value is needed",
        Fault(JsonFile.Write(APlan).Replace("\"planner\": \"exact\"", "\"planner\": null", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Fact]
    public void Another_version_is_refused() => Assert.Equal(
        "version: 2 is not known; this program reads version 1",
        Fault(JsonFile.Write(APlan).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"version\": 1")]
    public void What_is_no_plan_at_all_is_refused(string text) => Assert.NotEmpty(Fault(text));

    [Theory]
    [InlineData("version: 1", "line 1: is not JSON: 'v' is an invalid start of a value.")]
    [InlineData("{\n  \"planner\": \"exact\"", "line 2: is not JSON: There is an open JSON object or array that should be closed.")]
    public void What_is_not_JSON_is_refused_with_its_line(string text, string fault) => Assert.Equal(fault, Fault(text));

    private static void AssertRoundTrip<T>(T value)
        where T : class, IVersioned
    {
        var text = JsonFile.Write(value);

        Assert.Equal(text, JsonFile.Write(JsonFile.Read<T>(text, "file.json")));
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    private static string Fault(string text)
    {
        var exception = Assert.Throws<InvalidFileException>(() => JsonFile.Read<Plan>(text, "plan.json"));
        Assert.StartsWith("plan.json: ", exception.Message, StringComparison.Ordinal);
        return Assert.Single(exception.Faults).ToString();
    }
}

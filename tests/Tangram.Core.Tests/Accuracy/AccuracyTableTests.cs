using Tangram.Core.Accuracy;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;

namespace Tangram.Core.Tests.Accuracy;

/// <summary>Measured accuracies take the place of written ones.</summary>
public sealed class AccuracyTableTests
{
    private static readonly OperatorUse Any = new("any", Settings.Empty);

    private static readonly Application Written = new(
        "app",
        "two tasks",
        new Objectives(1000, 0.9),
        Any,
        Any,
        [
            new ApplicationTask("a", Any, [new Variant("a1", "/m", [1], 1), new Variant("a2", "/m", [1], 0.9)], null),
            new ApplicationTask("b", Any, [new Variant("b1", "/m", [1], 1)], 0.5),
        ],
        [new Edge("a", "b", 2, new Dictionary<string, double>())],
        null);

    [Fact]
    public void Accuracies_and_fan_outs_found_replace_those_written()
    {
        var measured = Table(new TaskAccuracy("a", null, [new VariantAccuracy("a1", 0.8, 1, 7)]), new TaskAccuracy("b", 0.75, [new VariantAccuracy("b1", 0.8, 1, 1)]))
            .ApplyTo(Written);

        Assert.Equal([0.8, 0.9], measured.Task("a").Variants.Select(v => v.Accuracy));
        Assert.Equal(0.75, measured.Task("b").SkipAccuracy);
        Assert.Equal((7, 2), (measured.Edges[0].FanOutOf("a1"), measured.Edges[0].FanOutOf("a2")));
        Assert.Equal(Written.Objectives, measured.Objectives);
    }

    [Fact]
    public void What_was_not_evaluated_stays_as_written()
    {
        var same = Table().ApplyTo(Written);

        Assert.Equal(0.5, same.Task("b").SkipAccuracy);
        Assert.Null(same.Task("a").SkipAccuracy);
        Assert.Equal([1, 0.9], same.Task("a").Variants.Select(v => v.Accuracy));
    }

    [Fact]
    public void A_skip_accuracy_does_not_make_a_task_optional() =>
        Assert.Null(Table(new TaskAccuracy("a", 0.3, [])).ApplyTo(Written).Task("a").SkipAccuracy);

    [Fact]
    public void Combinations_are_found_by_all_their_variants()
    {
        var table = Table() with { Combinations = [new CombinationAccuracy(new Dictionary<string, string?> { ["a"] = "a1", ["b"] = null }, 0.5, 0.1, [])] };

        Assert.NotNull(table.Find(new Dictionary<string, string?> { ["b"] = null, ["a"] = "a1" }));
        Assert.Null(table.Find(new Dictionary<string, string?> { ["b"] = "b1", ["a"] = "a1" }));
        Assert.Null(table.Find(new Dictionary<string, string?> { ["a"] = "a1" }));
    }

    private static AccuracyTable Table(params TaskAccuracy[] tasks) => new(1, "app", 1, 1, new Dictionary<string, string>(), tasks, []);
}

using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Driving;

/// <summary>Layouts of one task whose items are divided between the variants a and b.</summary>
internal static class Splits
{
    /// <summary>Half for each; segments 0 and 1 run a, 2 and 3 run b.</summary>
    public static Layout Halves() => Of(0.5, Runs("a", 0), Runs("a", 1), Runs("b", 2), Runs("b", 3));

    public static Layout Of(double share, params Segment[] segments) =>
        new([Task(0, isRoot: true) with { Shares = [new VariantShare("a", share), new VariantShare("b", 1 - share)] }], segments);

    public static Segment Runs(string variant, int index, int batch = 4) => Segment(index, batch: batch) with { Variant = variant, Accuracy = variant == "a" ? 1 : 0.9 };

    /// <summary>How many items of those that come in next go to each variant.</summary>
    public static (int A, int B) Count(RecordedEngine engine, int items, ref long request)
    {
        var counts = new Dictionary<string, int> { ["a"] = 0, ["b"] = 0 };
        for (var i = 0; i < items; i++)
        {
            counts[Assigned(engine.Accept(Ms(0), request++, Ms(500), [0])).Segment.Variant]++;
        }

        return (counts["a"], counts["b"]);
    }
}

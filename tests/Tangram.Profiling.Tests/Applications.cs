using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Profiling.Tests.Operators;

namespace Tangram.Profiling.Tests;

/// <summary>Applications made for tests.</summary>
internal static class Applications
{
    public static Variant Variant(string name, string model = "/model", params int[] input) => new(name, model, input.Length > 0 ? input : [1], 1);

    public static ApplicationTask Node(string name, Variant variant, bool isOptional = false) =>
        new(name, new OperatorUse("numbers", Settings.Empty), [variant], isOptional ? 1 : null);

    public static Edge Edge(string from, string to) => new(from, to, 1, new Dictionary<string, double>());

    public static Application Of(IReadOnlyList<ApplicationTask> tasks, IReadOnlyList<Edge> edges, string? data = null, double latencyMilliseconds = 60_000)
    {
        TextOperators.Register();
        return new Application(
            "made",
            "for tests",
            new Objectives(latencyMilliseconds, 0.5),
            new OperatorUse("text", Settings.Empty),
            new OperatorUse("text", Settings.Empty),
            tasks,
            edges,
            data is null ? null : new Evaluation(data, Path.Combine(data, "accuracy.json")));
    }

    /// <summary>
    /// A text's lines are split, mended and read, each with the small angle classifier as the model and none of its output used:
    /// of the two ways to split, <c>narrow</c> loses the last line; lines that are not mended keep their '#'.
    /// </summary>
    public static Application Reader(string? data = null, double latencyMilliseconds = 60_000)
    {
        var model = Repository.Model("ch_ppocr_mobile_v2.0_cls_infer.onnx");
        return Of(
            [
                new("split", new OperatorUse("split", Settings.Empty), [Variant("wide", model, 3, 48, 192), Variant("narrow", model, 3, 48, 96)], null),
                new("mend", new OperatorUse("mend", Settings.Empty), [Variant("mender", model, 3, 48, 96)], 1),
                new("read", new OperatorUse("read", Settings.Empty), [Variant("reader", model, 3, 48, 96)], null),
            ],
            [Edge("split", "mend"), Edge("mend", "read")],
            data,
            latencyMilliseconds);
    }
}

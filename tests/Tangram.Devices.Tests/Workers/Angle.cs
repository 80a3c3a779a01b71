using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Tests.Workers;

/// <summary>The angle classifier, the smallest of the OCR models, and inputs for it.</summary>
internal static class Angle
{
    public const string Name = "angle";
    private const string InputName = "x";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static LoadVariant Variant { get; } = new(Name, Repository.Model("ch_ppocr_mobile_v2.0_cls_infer.onnx"), Threads: 1, [3, 48, 192], MaxBatch: 4);

    /// <summary>Text detection on a large page: a batch that takes a third of a second, long enough to be interrupted.</summary>
    public static LoadVariant Slow { get; } = new("slow", Repository.Model("ch_PP-OCRv4_det_infer.onnx"), Threads: 1, [3, 960, 960], MaxBatch: 1);

    public static float[] Input(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Variant.ItemLength).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    public static WorkerBatch Batch(params int[] seeds) => Of(Variant, [.. seeds.Select(Input)]);

    public static WorkerBatch SlowBatch() => Of(Slow, new float[Slow.ItemLength]);

    /// <summary>A batch whose items are said to be what the variant takes, whatever they are.</summary>
    public static WorkerBatch Of(LoadVariant variant, params float[][] items) =>
        WorkerBatch.OfFloats(variant.Variant, InputName, variant.ItemShape, [.. items.Select(item => (ReadOnlyMemory<float>)item)]);

    public static Task<WorkerProcess> StartAsync(WorkerSettings? settings = null) =>
        WorkerProcess.StartAsync(settings ?? new WorkerSettings(), TimeProvider.System, TestContext.Current.CancellationToken);
}

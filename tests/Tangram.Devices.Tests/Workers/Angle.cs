using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Tests.Workers;

/// <summary>The angle classifier, the smallest of the OCR models, and inputs for it.</summary>
internal static class Angle
{
    public const string Name = "angle";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static LoadVariant Variant { get; } = new(Name, Repository.Model("ch_ppocr_mobile_v2.0_cls_infer.onnx"), Threads: 1, [3, 48, 192], MaxBatch: 4);

    /// <summary>Text detection on a large page: a batch that takes a third of a second, long enough to be interrupted.</summary>
    public static LoadVariant Slow { get; } = new("slow", Repository.Model("ch_PP-OCRv4_det_infer.onnx"), Threads: 1, [3, 960, 960], MaxBatch: 1);

    public static float[] Input(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Variant.ItemLength).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    public static WorkerBatch Batch(params int[] seeds) => new(Name, [.. seeds.Select(seed => (ReadOnlyMemory<float>)Input(seed))]);

    public static WorkerBatch SlowBatch() => new(Slow.Variant, [new float[Slow.ItemLength]]);

    public static Task<WorkerProcess> StartAsync(WorkerSettings? settings = null) =>
        WorkerProcess.StartAsync(settings ?? new WorkerSettings(), TimeProvider.System, TestContext.Current.CancellationToken);
}

using System.Diagnostics;
using System.Globalization;
using Tangram.Devices.Cpu;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Scenarios;

/// <summary>What a worker process costs: transfer, round trip, start-up and memory.</summary>
internal static class WorkerProtocolScenario
{
    private const double MiB = 1 << 20;
    private const int Transfers = 200;
    private const int RoundTrips = 5000;
    private const int Starts = 7;
    private const int RunsBeforeMeasuring = 15;
    private const double WorkerMemoryLimitMiB = 150;
    private static readonly WorkerSettings Settings = new() { Cores = [CpuAffinity.ProcessCores[^1]] };

    /// <summary>Runs the scenario.</summary>
    /// <returns>Whether every target was met.</returns>
    public static async Task<bool> RunAsync()
    {
        var checks = new Checks();
        var load = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
        Checks.Tell($"load average before the start, on {Environment.ProcessorCount} cores", load, "");
        await MeasureStartAsync(checks);
        await MeasureProtocolAsync(checks);
        await MeasureMemoryAsync(checks, Variant("ch_PP-OCRv4_det_infer.onnx", [3, 640, 640], batch: 1));
        await MeasureMemoryAsync(checks, Variant("ch_PP-OCRv4_rec_infer.onnx", [3, 48, 320], batch: 1));
        await MeasureMemoryAsync(checks, Variant("ch_PP-OCRv4_rec_infer.onnx", [3, 48, 320], batch: 8));
        await MeasureMemoryAsync(checks, Variant("ch_ppocr_mobile_v2.0_cls_infer.onnx", [3, 48, 192], batch: 8));
        return checks.Passed;
    }

    private static LoadVariant Variant(string file, int[] shape, int batch) =>
        new(file, Repository.Model(file), Threads: 1, shape, batch);

    private static async Task MeasureStartAsync(Checks checks)
    {
        var milliseconds = new double[Starts];
        for (var i = 0; i < Starts; i++)
        {
            await using var worker = await WorkerProcess.StartAsync(Settings, TimeProvider.System);
            milliseconds[i] = worker.StartTime.TotalMilliseconds;
        }

        checks.AtMost("start-up to the end of the handshake, median", Percentile(milliseconds, 0.5), 300, "ms");
    }

    private static async Task MeasureProtocolAsync(Checks checks)
    {
        await using var worker = await WorkerProcess.StartAsync(Settings, TimeProvider.System);
        Checks.Tell("memory of a worker without models", (await worker.MemoryAsync()).ResidentBytes / MiB, "MiB");

        ReadOnlyMemory<byte>[] page = [new byte[3 * 640 * 640 * sizeof(float)]];
        var bytes = page[0].Length;
        var seconds = await TimeAsync(Transfers, async () =>
        {
            if ((await worker.PingAsync(page)).ReceivedBytes != bytes)
            {
                throw new InvalidOperationException("the worker did not receive the whole tensor");
            }
        });
        checks.AtLeast("3x640x640 floats to the worker and a short answer, median", bytes / Percentile(seconds, 0.5) / 1e9, 1, "GB/s");

        seconds = await TimeAsync(RoundTrips, () => worker.PingAsync([]));
        checks.AtMost("round trip of an empty batch, median", Percentile(seconds, 0.5) * 1e6, 100, "us");
        Checks.Tell("round trip of an empty batch, 99th percentile", Percentile(seconds, 0.99) * 1e6, "us");
    }

    private static async Task MeasureMemoryAsync(Checks checks, LoadVariant variant)
    {
        await using var worker = await WorkerProcess.StartAsync(Settings, TimeProvider.System);
        var begin = Stopwatch.GetTimestamp();
        var input = (await worker.LoadAsync(variant)).Inputs[0].Name;
        var loaded = Stopwatch.GetElapsedTime(begin);
        await worker.WarmUpAsync(variant.Variant, 1);
        await worker.WarmUpAsync(variant.Variant, variant.MaxBatch);

        ReadOnlyMemory<float>[] items = [.. Enumerable.Repeat<ReadOnlyMemory<float>>(new float[variant.ItemLength], variant.MaxBatch)];
        var milliseconds = new double[RunsBeforeMeasuring];
        for (var i = 0; i < milliseconds.Length; i++)
        {
            using var result = await worker.RunAsync(WorkerBatch.OfFloats(variant.Variant, input, variant.ItemShape, items), Timeout.InfiniteTimeSpan);
            milliseconds[i] = result.RunTime.TotalMilliseconds;
        }

        var memory = await worker.MemoryAsync();
        var name = $"{variant.Variant.Replace("_infer.onnx", "", StringComparison.Ordinal)} x{variant.MaxBatch}";
        var model = new FileInfo(variant.ModelPath).Length / MiB;
        checks.AtMost($"{name}: resident after running", memory.ResidentBytes / MiB, WorkerMemoryLimitMiB + model, "MiB");
        Checks.Tell($"{name}: peak", memory.PeakResidentBytes / MiB, "MiB");
        Checks.Tell($"{name}: load", loaded.TotalMilliseconds, "ms");
        Checks.Tell($"{name}: run, fastest", Percentile(milliseconds, 0), "ms");
        Checks.Tell($"{name}: run, median", Percentile(milliseconds, 0.5), "ms");
    }

    private static async Task<double[]> TimeAsync(int count, Func<Task> action)
    {
        for (var i = 0; i < count / 10; i++)
        {
            await action();
        }

        var seconds = new double[count];
        for (var i = 0; i < count; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            await action();
            seconds[i] = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        return seconds;
    }

    private static double Percentile(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}

using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Tangram.Cli.Demos;
using Tangram.Devices.Cpu;
using Tangram.Profiling;

namespace Tangram.Scenarios.Serving;

/// <summary>Throughput of a real model from a repository, against the same model in a plain loop on as many threads.</summary>
internal static class DetectionRequests
{
    private const double RatioLimit = 0.97;
    private const int Side = 320;
    private const int Rounds = 5;
    private const double Seconds = 4;

    // The server's compiler takes as much of the cores for the first few hundred requests as the requests themselves.
    private const double WarmUpSeconds = 20;
    private const int WaitingFor = 4;
    private static readonly string Model = Repository.Model("ch_PP-OCRv4_det_infer.onnx");

    /// <summary>Measures, in turns.</summary>
    /// <param name="checks">Where figures go.</param>
    public static async Task MeasureAsync(Checks checks)
    {
        var cores = CpuAffinity.ProcessCores.Count;
        using var plain = new PlainSessions(Model, cores);
        using var repository = new ModelFolder("detect", Model, Configuration(plain, cores));
        await using var server = await ServerProcess.StartAsync(["--model-repository", repository.Path], CancellationToken.None);
        var image = new float[3 * Side * Side];
        for (var i = 0; i < image.Length; i++)
        {
            image[i] = (i * 31 % 255 / 127.5f) - 1;
        }

        var request = BinaryRequest.Of((plain.Input, "FP32", [1, 3, Side, Side], System.Runtime.InteropServices.MemoryMarshal.AsBytes(image.AsSpan()).ToArray()));
        var address = new Uri(server.Address, "/v2/models/detect/infer");
        var ratios = new List<double>();
        await Wrk.RunAsync(address, request, WaitingFor, WarmUpSeconds);
        for (var i = 1; i <= Rounds; i++)
        {
            var others = new OtherPrograms();
            var served = await Wrk.RunAsync(address, request, WaitingFor, Seconds);
            var loop = plain.Throughput(() => [OrtValue.CreateTensorValueFromMemory(image, [1, 3, Side, Side])], Seconds);
            if (served.Failed > 0)
            {
                throw new InvalidOperationException($"{served.Failed} requests were not answered with 2xx");
            }

            ratios.Add(served.PerSecond / loop);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"      round {i}: served {served.PerSecond:0.0}/s, plain loop {loop:0.0}/s; other programs took {others.Share():0%} of the cores"));
        }

        checks.AtLeast("OCR detection at 320x320, served over plain loop, median", Percentiles.Of(ratios, 50), RatioLimit, "x");
    }

    private static string Configuration(PlainSessions model, int instances) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        name: "detect"
        platform: "onnxruntime_onnx"
        max_batch_size: 1
        input [ { name: "{{model.Input}}" data_type: TYPE_FP32 dims: [ 3, {{Side}}, {{Side}} ] } ]
        output [ { name: "{{model.Output}}" data_type: TYPE_FP32 dims: [ 1, {{Side}}, {{Side}} ] } ]
        instance_group [ { count: {{instances}} kind: KIND_CPU } ]

        """);
}

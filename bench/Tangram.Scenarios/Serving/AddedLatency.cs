using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Tangram.Cli.Demos;
using Tangram.Profiling;

namespace Tangram.Scenarios.Serving;

/// <summary>What serving adds to the time of a run that takes none, one request at a time.</summary>
internal static class AddedLatency
{
    private const double LimitMicroseconds = 200;
    private const int Rounds = 10;
    private const int RequestsEach = 1000;

    // Before the runtime's compiler has seen the last of the code on a request's way, requests take up to twice as long.
    private const int WarmUps = 20_000;

    /// <summary>Measures, in turns.</summary>
    /// <param name="checks">Where figures go.</param>
    /// <param name="server">Serves the test models.</param>
    /// <param name="model">The tiny model's ONNX file.</param>
    public static void Measure(Checks checks, ServerProcess server, string model)
    {
        using var plain = new PlainSessions(model, 1);
        var shape = new long[] { 1, TinyModel.Width };
        using var first = OrtValue.CreateTensorValueFromMemory(new int[TinyModel.Width], shape);
        using var second = OrtValue.CreateTensorValueFromMemory(new int[TinyModel.Width], shape);
        using var connection = new KeptConnection(server.Address);
        var request = TinyModel.Request.ToHttp(TinyModel.At(server.Address));
        var (served, run) = (new List<double>(), new List<double>());
        for (var i = 0; i < WarmUps; i++)
        {
            connection.Ask(request);
        }

        var others = new OtherPrograms();
        for (var i = 0; i < Rounds; i++)
        {
            served.AddRange(Microseconds(() => connection.Ask(request)));
            run.AddRange(Microseconds(() => plain.Run([first, second])));
        }

        var (median, bare) = (Percentiles.Of(served, 50), Percentiles.Of(run, 50));
        Checks.Tell("a request over HTTP, median", median, "us");
        Checks.Tell("a request over HTTP, 99th percentile", Percentiles.Of(served, 99), "us");
        Checks.Tell("a run in this process, median", bare, "us");
        checks.AtMost("added by serving", median - bare, LimitMicroseconds, "us");
        Checks.Tell("cores that other programs took", others.Share() * 100, "%");
    }

    private static IEnumerable<double> Microseconds(Action action) => Enumerable.Range(0, RequestsEach).Select(_ =>
    {
        var began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    });
}

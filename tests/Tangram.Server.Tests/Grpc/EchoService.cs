using System.Diagnostics;
using Tangram.Core.Time;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Inference;

namespace Tangram.Server.Tests.Grpc;

/// <summary>A service with one model, <c>echo</c>, that answers its inputs.</summary>
internal sealed class EchoService : IInferenceService
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _disposed;

    /// <summary>What a request runs into instead of an echo.</summary>
    public Func<InferRequest, CancellationToken, Task>? Before { get; set; }

    /// <summary>Models loaded and unloaded, in order.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Answers that were disposed.</summary>
    public int Disposed => _disposed;

    public bool IsPartial { get; set; }

    public Instant Now => new(Stopwatch.GetElapsedTime(_start).Ticks);

    public bool IsReady { get; set; } = true;

    public ServerMetadata Server { get; } = new("tangram", "1.2.3", ["classification", "statistics"]);

    public bool IsModelReady(string model, string version) => model == "echo" && version is "" or "1";

    public ModelMetadata Metadata(string model, string version)
    {
        Check(model, version);
        return new("echo", ["1"], "onnxruntime_onnx", [new("in", Datatype.Fp32, [-1, 3])], [new("out", Datatype.Bytes, [-1])]);
    }

    public ModelConfiguration Configuration(string model, string version)
    {
        Check(model, version);
        return new("echo", "onnxruntime_onnx", 8, [new("in", Datatype.Fp32, [3])], [new("out", Datatype.Bytes, [1])])
        {
            Instances = 2,
            Batching = new(TimeSpan.FromMilliseconds(5), [4, 8]),
        };
    }

    public IReadOnlyList<ModelStatistics> Statistics(string model, string version)
    {
        if (model.Length > 0)
        {
            Check(model, version);
        }

        return [new("echo", "1", 1_700_000_000_000, 12, 5) { Success = new(4, 400), Batches = [new(3, new(1, 10), new(2, 20), new(3, 30))] }];
    }

    public IReadOnlyList<RepositoryEntry> Repository(bool readyOnly) =>
        readyOnly ? [new("echo", "1", "READY", "")] : [new("echo", "1", "READY", ""), new("other", "", "UNAVAILABLE", "unloaded")];

    public Task LoadAsync(string model, string? configuration, CancellationToken cancellation)
    {
        Changes.Add($"+{model}");
        return Task.CompletedTask;
    }

    public Task UnloadAsync(string model, CancellationToken cancellation)
    {
        Changes.Add($"-{model}");
        return Task.CompletedTask;
    }

    public void RefuseEarly(string model, string version, Instant arrivedAt) => Check(model, version);

    public async Task<InferAnswer> InferAsync(string model, string version, InferRequest request, Instant arrivedAt, CancellationToken cancellation)
    {
        if (Before is not null)
        {
            await Before(request, cancellation);
        }

        return new InferAnswer(model, "1", request.Inputs, IsPartial) { Owner = new Counted(this) };
    }

    private void Check(string model, string version)
    {
        if (!IsModelReady(model, version))
        {
            throw InferenceException.UnknownModel(model, version);
        }
    }

    private sealed class Counted(EchoService service) : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref service._disposed);
    }
}

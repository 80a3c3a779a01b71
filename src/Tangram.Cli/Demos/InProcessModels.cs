using Microsoft.ML.OnnxRuntime;
using Tangram.Core.Applications;
using Tangram.Devices.Cpu;

namespace Tangram.Cli.Demos;

/// <summary>Models loaded into this very process: what a server's overhead is measured against.</summary>
/// <param name="cores">Cores of each variant, by its name: a run is pinned to them, as the plan pins the worker.</param>
internal sealed class InProcessModels(IReadOnlyDictionary<string, IReadOnlyList<int>> cores) : IDisposable
{
    private readonly Dictionary<string, InferenceSession> _sessions = new(StringComparer.Ordinal);
    private readonly RunOptions _options = new();

    /// <summary>Runs one batch on the calling thread.</summary>
    public Task<(IReadOnlyList<int> ItemShape, ReadOnlyMemory<float> Outputs)> RunAsync(Variant variant, IReadOnlyList<ReadOnlyMemory<float>> inputs) =>
        Task.FromResult(CpuAffinity.RunPinned(cores[variant.Name], () => Run(variant, inputs)));

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
        {
            session.Dispose();
        }

        _options.Dispose();
    }

    private (IReadOnlyList<int> ItemShape, ReadOnlyMemory<float> Outputs) Run(Variant variant, IReadOnlyList<ReadOnlyMemory<float>> inputs)
    {
        var batch = new float[inputs.Count * variant.InputElements];
        for (var i = 0; i < inputs.Count; i++)
        {
            inputs[i].CopyTo(batch.AsMemory(i * variant.InputElements));
        }

        var session = SessionOf(variant);
        using var input = OrtValue.CreateTensorValueFromMemory(batch, [inputs.Count, .. variant.Input.Select(s => (long)s)]);
        using var outputs = session.Run(_options, session.InputNames, [input], session.OutputNames);
        IReadOnlyList<int> shape = [.. outputs[0].GetTensorTypeAndShape().Shape.Skip(1).Select(s => (int)s)];
        return (shape, outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    private InferenceSession SessionOf(Variant variant)
    {
        if (!_sessions.TryGetValue(variant.Name, out var session))
        {
            using var options = new SessionOptions { IntraOpNumThreads = cores[variant.Name].Count, InterOpNumThreads = 1 };
            _sessions[variant.Name] = session = new InferenceSession(variant.Model, options);
        }

        return session;
    }
}

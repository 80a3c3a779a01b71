using Microsoft.ML.OnnxRuntime;

namespace Tangram.Operators.Tests.Ocr;

/// <summary>A model run directly, without server or worker.</summary>
internal sealed class Model : IDisposable
{
    private readonly SessionOptions _options = new() { IntraOpNumThreads = 2, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;

    public Model(string file) => _session = new InferenceSession(Repository.Model(file), _options);

    public (float[] Output, int[] Shape) Run(float[] input, ReadOnlySpan<int> shape)
    {
        long[] batched = [1, .. shape.ToArray().Select(side => (long)side)];
        using var value = OrtValue.CreateTensorValueFromMemory(input, batched);
        using var results = _session.Run(_run, [_session.InputNames[0]], [value], [_session.OutputNames[0]]);
        var outputShape = results[0].GetTensorTypeAndShape().Shape;
        return (results[0].GetTensorDataAsSpan<float>().ToArray(), [.. outputShape.Skip(1).Select(side => (int)side)]);
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
        _options.Dispose();
    }
}

using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Tangram.Scenarios.Serving;

/// <summary>A model in this very process, with a session and a thread of its own for each run at a time: what serving is measured against.</summary>
internal sealed class PlainSessions : IDisposable
{
    private readonly InferenceSession[] _sessions;
    private readonly RunOptions _options = new();

    /// <summary>Loads it.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="count">Runs at a time; each is one thread's.</param>
    public PlainSessions(string model, int count)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _sessions = [.. Enumerable.Range(0, count).Select(_ => new InferenceSession(model, options))];
    }

    /// <summary>Name of its first input.</summary>
    public string Input => _sessions[0].InputNames[0];

    /// <summary>Name of its first output.</summary>
    public string Output => _sessions[0].OutputNames[0];

    /// <summary>Runs one item after the other in every session.</summary>
    /// <param name="item">Makes the inputs of a thread.</param>
    /// <param name="seconds">For how long.</param>
    /// <returns>Items per second.</returns>
    public double Throughput(Func<OrtValue[]> item, double seconds)
    {
        var counts = new int[_sessions.Length];
        var began = Stopwatch.GetTimestamp();
        var threads = _sessions.Select((session, i) => new Thread(() =>
        {
            var inputs = item();
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
            {
                Run(session, inputs);
                counts[i]++;
            }

            Array.ForEach(inputs, v => v.Dispose());
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Runs once, on the calling thread.</summary>
    public void Run(OrtValue[] inputs) => Run(_sessions[0], inputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_sessions, s => s.Dispose());
        _options.Dispose();
    }

    private void Run(InferenceSession session, OrtValue[] inputs)
    {
        using var outputs = session.Run(_options, session.InputNames, inputs, session.OutputNames);
    }
}

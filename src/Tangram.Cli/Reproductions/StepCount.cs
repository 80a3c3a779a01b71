using Tangram.Profiling;

namespace Tangram.Cli.Reproductions;

/// <summary>Counts equal steps of work that several threads do.</summary>
/// <param name="steps">Steps in all; at least 1.</param>
/// <param name="progress">Is told of each.</param>
internal sealed class StepCount(int steps, IProgress<WorkStep> progress)
{
    private int _done;

    /// <summary>One more is done.</summary>
    public void Next(string doing) => progress.Report(new WorkStep(Math.Min(1, (double)Interlocked.Increment(ref _done) / steps), doing));
}

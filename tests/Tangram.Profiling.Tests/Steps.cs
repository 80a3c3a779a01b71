namespace Tangram.Profiling.Tests;

/// <summary>Keeps what was reported, and does something at every report.</summary>
internal sealed class Steps(Action<WorkStep>? then = null) : IProgress<WorkStep>
{
    private readonly Lock _gate = new();
    private readonly List<WorkStep> _all = [];

    public IReadOnlyList<WorkStep> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public void Report(WorkStep value)
    {
        lock (_gate)
        {
            _all.Add(value);
        }

        then?.Invoke(value);
    }
}

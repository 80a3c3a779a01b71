namespace Tangram.Planning.Baselines.Loki;

/// <summary>Chooses a batch for every task so that all paths keep to the latency objective on the fewest servers, exactly: by branch and bound.</summary>
internal sealed class LokiBatches
{
    private readonly IReadOnlyList<IReadOnlyList<int>> _parents;
    private readonly IReadOnlyList<IReadOnlyList<LokiStep>?> _steps;
    private readonly double _objective;
    private readonly double[] _finish;
    private readonly double[] _tail;
    private readonly int[] _fewestAfter;
    private readonly LokiStep?[] _chosen;
    private int _best = int.MaxValue;
    private IReadOnlyList<(Configuration Configuration, int Count)?>? _found;

    /// <summary>Sets up the search.</summary>
    /// <param name="parents">By task, parents before children: the places of its parents.</param>
    /// <param name="steps">By task: its batches, by latency, each on fewer servers than the one before; null where the task is left out.</param>
    /// <param name="objective">Milliseconds that the tasks of every path have.</param>
    public LokiBatches(IReadOnlyList<IReadOnlyList<int>> parents, IReadOnlyList<IReadOnlyList<LokiStep>?> steps, double objective)
    {
        (_parents, _steps, _objective) = (parents, steps, objective);
        (_finish, _tail, _fewestAfter, _chosen) = (new double[steps.Count], new double[steps.Count], new int[steps.Count + 1], new LokiStep?[steps.Count]);
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            _fewestAfter[i] = _fewestAfter[i + 1] + (steps[i] is [.., var fewest] ? fewest.Count : 0);
            var own = steps[i] is [var fastest, ..] ? fastest.Milliseconds : 0;
            foreach (var parent in parents[i])
            {
                _tail[parent] = Math.Max(_tail[parent], own + _tail[i]);
            }
        }
    }

    /// <summary>The configuration and the number of servers of each task; null where no batches are fast enough.</summary>
    public IReadOnlyList<(Configuration Configuration, int Count)?>? Fewest()
    {
        if (_steps.All(s => s is null or { Count: > 0 }))
        {
            Choose(0, 0);
        }

        return _found;
    }

    private void Choose(int task, int servers)
    {
        if (servers + _fewestAfter[task] >= _best)
        {
            return;
        }

        if (task == _steps.Count)
        {
            _best = servers;
            _found = [.. _chosen.Select(s => s is null ? ((Configuration, int)?)null : (s.Configuration, s.Count))];
            return;
        }

        var start = 0.0;
        foreach (var parent in _parents[task])
        {
            start = Math.Max(start, _finish[parent]);
        }

        // Fewest servers first, which are the slowest batches.
        for (var i = (_steps[task]?.Count ?? 1) - 1; i >= 0; i--)
        {
            var step = _steps[task]?[i];
            _finish[task] = start + (step?.Milliseconds ?? 0);
            if (_finish[task] + _tail[task] <= _objective + (Tolerance.Milliseconds / 2))
            {
                _chosen[task] = step;
                Choose(task + 1, servers + (step?.Count ?? 0));
            }
        }
    }
}

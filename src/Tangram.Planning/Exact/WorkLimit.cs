namespace Tangram.Planning.Exact;

/// <summary>Counts the steps of a search, so that one that would not end gives up with what it has.</summary>
internal sealed class WorkLimit(long steps, CancellationToken cancellation)
{
    private long _left = steps;

    /// <summary>Whether the steps are used up: what was found may not be the best.</summary>
    public bool IsExhausted => _left <= 0;

    /// <summary>Takes several steps at once, for work that is as long as these.</summary>
    public void Take(int steps) => _left -= steps;

    /// <summary>Takes one step.</summary>
    /// <returns>False once none is left.</returns>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public bool Take()
    {
        if ((--_left & 0xFFF) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return _left > 0;
    }
}

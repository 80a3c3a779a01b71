namespace Tangram.Planning.Solvers.Cbc;

/// <summary>Keeps a child process between solves, since starting one takes longer than most solves.</summary>
/// <remarks>Thread-safe. An idle child ends after half a minute, or with this process, whose end closes its input.</remarks>
internal sealed class CbcPool : IDisposable
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);
    private readonly ITimer _timer;
    private CbcProcess? _idle;

    public CbcPool(TimeProvider time) => _timer = time.CreateTimer(_ => Close(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>The one that all solvers of this process share.</summary>
    public static CbcPool Shared { get; } = new(TimeProvider.System);

    /// <summary>Hands out a child, which is the caller's until given back.</summary>
    public CbcProcess Take()
    {
        if (Interlocked.Exchange(ref _idle, null) is not { } idle)
        {
            return CbcProcess.Start();
        }

        if (!idle.HasExited)
        {
            return idle;
        }

        idle.Dispose();
        return CbcProcess.Start();
    }

    /// <summary>Takes a child back that has answered all it was asked.</summary>
    public void Give(CbcProcess child)
    {
        Interlocked.Exchange(ref _idle, child)?.Dispose();
        _timer.Change(IdleTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        Close();
    }

    private void Close() => Interlocked.Exchange(ref _idle, null)?.Dispose();
}

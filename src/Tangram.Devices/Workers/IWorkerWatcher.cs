namespace Tangram.Devices.Workers;

/// <summary>Is told what happens to a supervised worker. Calls come one at a time, in order, from the thread pool; they must not block or throw.</summary>
public interface IWorkerWatcher
{
    /// <summary>The worker runs, its variants loaded and warmed up: at the start and after every restart.</summary>
    void Ready(SupervisedWorker worker);

    /// <summary>The worker is gone and is being restarted. Runs that were in flight fail by themselves.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="reason">Why, on one line.</param>
    void Lost(SupervisedWorker worker, string reason);

    /// <summary>A restart failed; the next is tried after a longer wait.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="reason">Why, on one line.</param>
    void RestartFailed(SupervisedWorker worker, string reason);
}

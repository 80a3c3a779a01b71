namespace Tangram.Server.Serving;

/// <summary>A worker process as the executor sees it.</summary>
internal interface ISegmentWorker
{
    /// <summary>Runs one batch.</summary>
    /// <exception cref="Tangram.Devices.Workers.WorkerLostException">The process is gone; the watcher of the fleet is told too.</exception>
    /// <exception cref="Tangram.Devices.Workers.ModelFailedException">The model failed.</exception>
    Task<BatchOutput> RunAsync(IReadOnlyList<ReadOnlyMemory<float>> items);
}

namespace Tangram.Server.Serving;

/// <summary>A worker process as the executor sees it.</summary>
internal interface ISegmentWorker
{
    /// <summary>Runs one batch.</summary>
    /// <param name="items">Each item's tensors, one for each of the model's inputs, in the model's order; they must not change until the run ends.</param>
    /// <param name="isCheap">Whether what follows the run takes little time, so that the thread which received the output may do it.</param>
    /// <exception cref="Tangram.Devices.Workers.WorkerLostException">The process is gone; the watcher of the fleet is told too.</exception>
    /// <exception cref="Tangram.Devices.Workers.ModelFailedException">The model failed.</exception>
    Task<BatchOutput> RunAsync(IReadOnlyList<ItemTensor[]> items, bool isCheap);
}

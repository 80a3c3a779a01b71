using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>A worker that answers at once.</summary>
internal sealed class QuickWorker(int task) : ISegmentWorker
{
    public Task<BatchOutput> RunAsync(IReadOnlyList<ItemTensor[]> items, bool isCheap) => Task.FromResult(Models.Run(task, items));
}

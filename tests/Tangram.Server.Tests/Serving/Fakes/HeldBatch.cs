using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>A batch that runs until the test ends it.</summary>
internal sealed class HeldBatch(int task, IReadOnlyList<ItemTensor[]> items)
{
    private readonly TaskCompletionSource<BatchOutput> _output = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Size => items.Count;

    public Task<BatchOutput> Output => _output.Task;

    public void Finish() => _output.SetResult(Models.Run(task, items));

    public void Fail(Exception fault) => _output.SetException(fault);
}

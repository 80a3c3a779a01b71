using Tangram.Core.Time;
using Tangram.Operators;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <summary>One accepted request: its items' payloads and what came of them so far. Guarded by the executor's lock.</summary>
internal sealed class ServedRequest(long number, Instant arrivedAt, Instant deadline, IReadOnlyList<object> firstItems)
{
    private readonly Dictionary<long, IReadOnlyList<object>> _itemsByParent = new() { [-1] = firstItems };
    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SortedDictionary<int, ItemTensor> _tensors = [];

    public long Number { get; } = number;

    public Instant ArrivedAt { get; } = arrivedAt;

    public Instant Deadline { get; } = deadline;

    /// <summary>Ids of its items that are not through.</summary>
    public HashSet<long> Items { get; } = [];

    public List<TaskResult> Results { get; } = [];

    public IReadOnlyList<ItemTensor> Tensors => [.. _tensors.Values];

    public Task<Outcome> Outcome => _outcome.Task;

    public object PayloadOf(WorkItem item) => _itemsByParent[item.Parent][item.Ordinal];

    public void Add(WorkItem item, string task, object payload, TaskOutcome outcome)
    {
        Results.Add(new TaskResult(task, payload, outcome.Value));
        _itemsByParent[item.Id] = outcome.Items;
    }

    public void Add(WorkItem item, ItemTensor tensor) => _tensors[item.Ordinal] = tensor;

    public void End(Outcome outcome) => _outcome.TrySetResult(outcome);
}

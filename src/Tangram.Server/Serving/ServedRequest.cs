using Tangram.Operators;
using Tangram.Scheduling;
using Tangram.Server.Tracing;

namespace Tangram.Server.Serving;

/// <summary>One accepted request: its items' payloads and what came of them so far. Guarded by the executor's lock.</summary>
internal sealed class ServedRequest(long number, RequestTerms terms, IReadOnlyList<object> firstItems)
{
    private readonly TaskCompletionSource<Outcome> _outcome = new();
    private Dictionary<long, IReadOnlyList<object>>? _itemsByParent;
    private List<TaskResult>? _results;
    private ItemTensor[]?[]? _tensors;

    // What its answer reads from.
    private List<BatchOutput>? _outputs;
    private TaskCompletionSource? _quiet;
    private int _runs;

    public long Number { get; } = number;

    /// <summary>What it was sent with.</summary>
    public RequestTerms Terms { get; } = terms;

    /// <summary>How long its parts took.</summary>
    public RequestTimes Times { get; } = new(terms.ArrivedAt);

    /// <summary>Whether it is for the whole graph, not for one task's model.</summary>
    public bool IsWholeGraph { get; init; }

    /// <summary>Its trace; null where it is not traced.</summary>
    public RequestTrace? Trace { get; init; }

    /// <summary>Ids of its items that are not through.</summary>
    public List<long> Items { get; } = new(1);

    public Task<Outcome> Outcome => _outcome.Task;

    public object PayloadOf(WorkItem item) => item.Parent < 0 ? firstItems[item.Ordinal] : _itemsByParent![item.Parent][item.Ordinal];

    public void Add(WorkItem item, string task, object payload, TaskOutcome outcome)
    {
        (_results ??= []).Add(new TaskResult(task, payload, outcome.Value));
        if (outcome.Items.Count > 0)
        {
            (_itemsByParent ??= [])[item.Id] = outcome.Items;
        }
    }

    public void Add(WorkItem item, ItemTensor[] tensors, BatchOutput output)
    {
        (_tensors ??= new ItemTensor[firstItems.Count][])[item.Ordinal] = tensors;
        (_outputs ??= []).Add(output.Share());
    }

    /// <summary>What came of it; whoever is given it disposes of it.</summary>
    public Outcome.Answered Answer(bool isPartial) =>
        new((IReadOnlyList<TaskResult>?)_results ?? [], [.. (_tensors ?? []).OfType<ItemTensor[]>()], (IReadOnlyList<BatchOutput>?)_outputs ?? [], isPartial);

    /// <summary>Whether no run reads its inputs; once it has ended none begins.</summary>
    public bool IsQuiet => Volatile.Read(ref _runs) == 0;

    public void RunStarted() => _runs++;

    public void RunEnded()
    {
        if (--_runs == 0)
        {
            _quiet?.TrySetResult();
        }
    }

    /// <summary>Ends once no run reads its inputs any more.</summary>
    public Task QuietAsync()
    {
        if (_runs == 0)
        {
            return Task.CompletedTask;
        }

        _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _quiet.Task;
    }

    /// <summary>Tells how it ended, outside of the executor's lock.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="elsewhere">Whether what follows is for another thread to do.</param>
    public void Tell(Outcome outcome, bool elsewhere)
    {
        if (outcome is not Serving.Outcome.Answered)
        {
            _outputs?.ForEach(o => o.Dispose());
        }

        // One who drives the executor on a context of its own, as its twin in the tests does, has but one thread.
        if (elsewhere && SynchronizationContext.Current is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static told => told.Request._outcome.TrySetResult(told.Outcome), (Request: this, Outcome: outcome), preferLocal: false);
        }
        else
        {
            _outcome.TrySetResult(outcome);
        }
    }
}

using Tangram.Operators;
using Tangram.Scheduling;
using Tangram.Server.Tracing;

namespace Tangram.Server.Serving;

/// <summary>One accepted request: its items' payloads and what came of them so far. Guarded by the executor's lock.</summary>
internal sealed class ServedRequest(long number, RequestTerms terms, IReadOnlyList<object> firstItems)
{
    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Dictionary<long, IReadOnlyList<object>>? _itemsByParent;
    private List<TaskResult>? _results;
    private ItemTensor[]?[]? _tensors;
    private TaskCompletionSource? _quiet;
    private int _runs;

    public long Number { get; } = number;

    /// <summary>What it was sent with.</summary>
    public RequestTerms Terms { get; } = terms;

    /// <summary>How long its parts took.</summary>
    public RequestTimes Times { get; } = new(terms.ArrivedAt);

    /// <summary>Its trace; null where it is not traced.</summary>
    public RequestTrace? Trace { get; init; }

    /// <summary>Ids of its items that are not through.</summary>
    public HashSet<long> Items { get; } = [];

    public Task<Outcome> Outcome => _outcome.Task;

    /// <summary>Outputs that its answer reads from.</summary>
    private List<BatchOutput> Outputs { get; } = [];

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
        Outputs.Add(output.Share());
    }

    /// <summary>What came of it; whoever is given it disposes of it.</summary>
    public Outcome.Answered Answer(bool isPartial) =>
        new((IReadOnlyList<TaskResult>?)_results ?? [], [.. (_tensors ?? []).OfType<ItemTensor[]>()], [.. Outputs], isPartial);

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

    public void End(Outcome outcome)
    {
        if (outcome is not Serving.Outcome.Answered)
        {
            Outputs.ForEach(o => o.Dispose());
        }

        _outcome.TrySetResult(outcome);
    }
}

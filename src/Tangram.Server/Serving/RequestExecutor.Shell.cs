using Tangram.Core.Time;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <content>What the engine asks for: noted within the lock, obeyed after it.</content>
internal sealed partial class RequestExecutor : IShell
{
    private List<Action>? _commands;

    /// <inheritdoc/>
    void IShell.Assign(in WorkItem item, Segment segment)
    {
        if (!_items.TryGetValue(item.Id, out var served))
        {
            var request = _requests[item.Request];
            served = new ServedItem(request, request.PayloadOf(item));
            request.Items.Add(item.Id);
            _items.Add(item.Id, served);
        }

        if (!served.IsTensors)
        {
            served.Prepare(_setup.Application!.Task(_setup.Layout.Tasks[item.Task].Name), _setup.Variants[segment.Index]);
        }
    }

    /// <inheritdoc/>
    void IShell.Start(ProcessId process, long run, Segment segment, ReadOnlySpan<WorkItem> batch)
    {
        var items = new List<(WorkItem, ServedItem)>(batch.Length);
        foreach (ref readonly var item in batch)
        {
            items.Add((item, _items[item.Id].Started()));
        }

        var now = Now;
        _setup.Foresight?.Start(now, process, segment.MaxBatch == 1 ? batch[0].Size : batch.Length);
        var expected = _engine.Segments[segment.Index].Slowdown.Expected(segment.RunOf(batch.Length, batch[0].Size));
        _setup.Metrics.Starts(batch[0].Deadline - now - expected);
        var (start, worker) = (new StartedBatch(process, run, segment, items, now, expected), _workers[process]);
        _running[process] = start;
        (_commands ??= []).Add(() => _ = RunAsync(start, worker));
    }

    /// <inheritdoc/>
    void IShell.Answer(long request, bool isPartial)
    {
        var served = _requests[request];
        var kind = isPartial ? "partial" : Now > served.Terms.Deadline ? "late" : "answered";
        Forget(served, served.Answer(isPartial), kind);
    }

    /// <inheritdoc/>
    void IShell.Drop(in WorkItem item, bool isWholeRequest, string reason)
    {
        var served = _requests[item.Request];
        _setup.Metrics.Dropped(_setup.Layout.Tasks[item.Task].Name);
        if (isWholeRequest)
        {
            Forget(served, new Outcome.Dropped(reason), "dropped");
        }
        else
        {
            served.Items.Remove(item.Id);
            _items.Remove(item.Id);
        }
    }

    /// <inheritdoc/>
    void IShell.WakeAt(Instant when, Segment segment)
    {
        var index = segment.Index;
        (_commands ??= []).Add(() => _ = WakeAsync(when, index));
    }

    private List<Action>? TakeCommands()
    {
        var commands = _commands;
        _commands = null;
        return commands;
    }

    // Outside the lock: a command may bring about the next event at once.
    private static void Obey(List<Action>? commands)
    {
        if (commands is not null)
        {
            foreach (var command in commands)
            {
                command();
            }
        }
    }

    private async Task WakeAsync(Instant when, int segment)
    {
        // An instant may have come already; the event it is follows those that are being told of.
        await Task.Yield();
        await _setup.Clock.UntilAsync(when);
        Tell(now => _engine.Wake(now, segment));
    }
}

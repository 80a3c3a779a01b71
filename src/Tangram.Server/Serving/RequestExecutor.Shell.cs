using Tangram.Core.Time;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <content>What the engine asks for: noted within the lock, obeyed after it.</content>
internal sealed partial class RequestExecutor : IShell
{
    private List<DueCommand>? _commands;

    // Batches wait for operators to prepare their inputs then, so all commands are obeyed a step later, in their order.
    private bool PreparesInputs => _setup.Application is not null;

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
            served.Prepare(_setup.Application!.Task(_engine.Layout.Tasks[item.Task].Name), _variants[segment.Index]);
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
        (_commands ??= []).Add(DueCommand.Start(start, worker));
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
        _setup.Metrics.Dropped(_engine.Layout.Tasks[item.Task].Name);
        _setup.Foresight?.Doubt(Now);
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
    void IShell.GiveUp(in WorkItem item)
    {
        var task = _engine.Layout.Tasks[item.Task].Name;
        Forget(_requests[item.Request], new Outcome.Failed($"two processes of task {task} died running this request, so it is not run again"), "failed");
    }

    /// <inheritdoc/>
    void IShell.WakeAt(Instant when, Segment segment)
    {
        (_commands ??= []).Add(DueCommand.Wake(when, segment.Index));
    }

    private List<DueCommand>? TakeCommands()
    {
        var commands = _commands;
        _commands = null;
        return commands;
    }

    // Outside the lock: a command may bring about the next event at once.
    private void Obey(List<DueCommand>? commands)
    {
        if (commands is null)
        {
            return;
        }

        var isWorking = false;
        foreach (var command in commands)
        {
            if (command.Batch is { } batch)
            {
                _ = RunAsync(batch, command.Worker!);
                isWorking = true;
            }
            else if (command.Request is null)
            {
                _ = WakeAsync(command.When, command.Segment);
            }
        }

        foreach (var command in commands)
        {
            // With the next batch waiting to be sent by this thread, answers are for others to write.
            command.Request?.Tell(command.Outcome!, elsewhere: isWorking);
        }
    }

    private async Task WakeAsync(Instant when, int segment)
    {
        if (PreparesInputs || when <= Now)
        {
            // One that has come already follows the events that are being told of.
            await Task.Yield();
        }

        await _setup.Clock.UntilAsync(when);
        Tell(now => _engine.Wake(now, segment));
    }
}

using System.Runtime.InteropServices;
using Tangram.Core.Time;
using Tangram.Devices.Workers;
using Tangram.Operators;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <content>How one batch runs: inputs, worker, interpretation.</content>
internal sealed partial class RequestExecutor
{
    // An item that was there when two processes died is taken for what killed them.
    private const int DeathsOfPoison = 2;

    private async Task RunAsync(StartedBatch start, ISegmentWorker worker)
    {
        try
        {
            var ready = await PreparedAsync(start);
            if (ready.Count == 0)
            {
                Abandon(start);
                return;
            }

            await RunAsync(start, ready, worker);
        }
        catch (WorkerLostException)
        {
            // The watcher hears of it too and tells us, and the engine has the items run again.
        }
        finally
        {
            EndRuns(start);
        }
    }

    private async Task RunAsync(StartedBatch start, List<ReadyItem> ready, ISegmentWorker worker)
    {
        try
        {
            using var output = await worker.RunAsync(InputsOf(ready));
            var times = TimesOf(start, output);
            _setup.Metrics.Ran(start.Segment.Id, ready.Count, output.RunTime, start.Expected);
            _setup.TaskCounters[ready[0].Item.Task].Ran(ready.Count, times, _setup.Clock.Date);
            Tell(now =>
            {
                _setup.Foresight?.End(now, start.Process, times.Started, output.RunTime);
                Free(now, start);
                FinishTensors(now, ready, output, times);
            });
            for (var i = 0; i < ready.Count; i++)
            {
                if (!ready[i].Served.IsTensors)
                {
                    Interpret(ready[i], start.Segment, output.Item(i)[0], times);
                }
            }
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or WorkerLostException))
        {
            Log.BatchFailed(_setup.Logger, start.Segment.Id, fault);
            Abandon(start);
            var reason = fault is ModelFailedException ? fault.Message : "the batch could not be run";
            foreach (var item in ready)
            {
                End(item.Served.Request, new Outcome.Failed($"segment {start.Segment.Id}: {reason}"), "failed");
            }
        }
    }

    private static ItemTensor[][] InputsOf(List<ReadyItem> ready)
    {
        var inputs = new ItemTensor[ready.Count][];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = ready[i].Input;
        }

        return inputs;
    }

    private BatchTimes TimesOf(StartedBatch start, BatchOutput output)
    {
        // The worker's clock is the machine's, as is the system's own; another knows only when it was told.
        var now = Now;
        var started = output.StartedNanoseconds is { } at && _setup.Clock.At(at) is { } instant ? instant : now + -output.RunTime;
        return new BatchTimes(start.DecidedAt, started, started + output.RunTime, now);
    }

    private void Abandon(StartedBatch start) => Tell(now =>
    {
        _setup.Foresight?.Abandon(now, start.Process);
        Free(now, start);
    });

    private void Free(Instant now, StartedBatch start)
    {
        // Where the process died, what it runs now is a successor's.
        if (_running.TryGetValue(start.Process, out var running) && running.Run == start.Run)
        {
            _running.Remove(start.Process);
        }

        _engine.Free(now, start.Process, start.Run);
    }

    private async ValueTask<List<ReadyItem>> PreparedAsync(StartedBatch start)
    {
        var ready = new List<ReadyItem>(start.Items.Count);
        foreach (var (item, served) in start.Items)
        {
            try
            {
                ready.Add(new ReadyItem(item, served, served.Input ?? await served.InputAsync));
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                FailOperator(item, served, fault);
            }
        }

        return ready;
    }

    // Where clients brought tensors nothing is interpreted: their items are through as soon as the batch is.
    private void FinishTensors(Instant now, List<ReadyItem> ready, BatchOutput output, in BatchTimes times)
    {
        for (var i = 0; i < ready.Count; i++)
        {
            var (item, served, _) = ready[i];
            if (!served.IsTensors)
            {
                continue;
            }

            if (_items.Remove(item.Id))
            {
                served.Request.Items.Remove(item.Id);
                served.Request.Times.Ran(times);
                served.Request.Add(item, output.Item(i), output);
            }

            _engine.Complete(now, item, 0);
        }
    }

    private void Interpret(in ReadyItem ready, Segment segment, ItemTensor tensor, in BatchTimes times)
    {
        var (item, served, _) = ready;
        try
        {
            var task = _setup.Layout.Tasks[item.Task].Name;
            var outcome = _setup.Application!.Task(task).Interpret(
                served.Payload, [.. _setup.Variants[segment.Index].Input], tensor.Shape, MemoryMarshal.Cast<byte, float>(tensor.Data.Span));
            Record(ready, task, outcome, times);
            served.Release();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            FailOperator(item, served, fault);
        }
    }

    private void Record(ReadyItem ready, string task, TaskOutcome outcome, BatchTimes times) => Tell(now =>
    {
        // Gone if its request was given up, or if the item ran twice and the other run was first. The engine knows that by itself and hears of every run.
        var (item, served, _) = ready;
        if (_items.Remove(item.Id))
        {
            served.Request.Items.Remove(item.Id);
            served.Request.Times.Ran(times);
            served.Request.Add(item, task, served.Payload, outcome);
        }

        _engine.Complete(now, item, outcome.Items.Count);
    });

    // An operator's fault is the application's own; only the request that showed it ends with it.
    private void FailOperator(WorkItem item, ServedItem served, Exception fault)
    {
        var task = _setup.Layout.Tasks[item.Task].Name;
        Log.OperatorFailed(_setup.Logger, task, fault);
        End(served.Request, new Outcome.Failed($"the operator of task {task} failed on this request"), "failed");
    }

    // The engine runs items again by themselves whose process died; one whose process dies then too would go on for ever.
    // It is given up before the engine hears of the death, or it would be at another process already.
    private void Mourn(Instant now, StartedBatch start)
    {
        foreach (var (_, served) in start.Items)
        {
            var request = served.Request;
            if (served.OutlivedProcess() >= DeathsOfPoison && start.Items.Count == 1 && _requests.ContainsKey(request.Number))
            {
                Log.Poison(_setup.Logger, start.Segment.Id, request.Number);
                End(now, request, new Outcome.Failed($"segment {start.Segment.Id}: the process that ran this request died {DeathsOfPoison} times, so it is not run again"), "failed");
            }
        }
    }

    private void EndRuns(StartedBatch start)
    {
        lock (_gate)
        {
            foreach (var (_, served) in start.Items)
            {
                served.Request.RunEnded();
            }
        }
    }

    private readonly record struct ReadyItem(WorkItem Item, ServedItem Served, ItemTensor[] Input);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A batch failed on segment {Segment}")]
        public static partial void BatchFailed(ILogger logger, string segment, Exception fault);

        [LoggerMessage(2, LogLevel.Error, "The operator of task {Task} failed")]
        public static partial void OperatorFailed(ILogger logger, string task, Exception fault);

        [LoggerMessage(3, LogLevel.Error, "Segment {Segment}: request {Request} is given up, since the processes that ran it died")]
        public static partial void Poison(ILogger logger, string segment, long request);
    }
}

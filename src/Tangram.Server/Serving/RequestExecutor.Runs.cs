using System.Diagnostics;
using Tangram.Core.Time;
using Tangram.Devices.Workers;
using Tangram.Operators;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <content>How one batch runs: inputs, worker, interpretation.</content>
internal sealed partial class RequestExecutor
{
    private async Task RunAsync(StartedBatch start, ISegmentWorker worker)
    {
        // The lock is held up to here: nothing of the run may happen before it is let go.
        await Task.Yield();
        var ready = await PreparedAsync(start.Items);
        if (ready.Count == 0)
        {
            Abandon(start);
            return;
        }

        try
        {
            using var output = await worker.RunAsync([.. ready.Select(r => r.Input)]);
            Tell(now => End(now, start, output));
            _metrics.Ran(start.Segment.Id, ready.Count, output.RunTime);
            for (var i = 0; i < ready.Count; i++)
            {
                Finish(ready[i].Item, ready[i].Served, start.Segment, output, i);
            }
        }
        catch (WorkerLostException)
        {
            // The watcher hears of it too and tells the engine, which has the items run again.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.BatchFailed(_logger, start.Segment.Id, fault);
            Abandon(start);
            var reason = fault is ModelFailedException ? fault.Message : "the batch could not be run";
            foreach (var (_, served, _) in ready)
            {
                End(served.Request, new Outcome.Failed($"segment {start.Segment.Id}: {reason}"), "failed");
            }
        }
    }

    private void End(Instant now, StartedBatch start, BatchOutput output)
    {
        // The worker's clock is the machine's, as is the system's own; another knows only when it was told.
        var started = output.StartedNanoseconds is { } at && ReferenceEquals(_time, TimeProvider.System)
            ? Instant.Start + new TimeSpan((at - (long)(_origin * (1e9 / Stopwatch.Frequency))) / TimeSpan.NanosecondsPerTick)
            : now + -output.RunTime;
        _foresight?.End(now, start.Process, started, output.RunTime);
        _engine.Free(now, start.Process, start.Run);
    }

    private void Abandon(StartedBatch start) => Tell(now =>
    {
        _foresight?.Abandon(now, start.Process);
        _engine.Free(now, start.Process, start.Run);
    });

    private async Task<List<(WorkItem Item, ServedItem Served, ReadOnlyMemory<float> Input)>> PreparedAsync(IReadOnlyList<(WorkItem Item, ServedItem Served)> batch)
    {
        var ready = new List<(WorkItem, ServedItem, ReadOnlyMemory<float>)>(batch.Count);
        foreach (var (item, served) in batch)
        {
            try
            {
                ready.Add((item, served, await served.Input));
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                FailOperator(item, served, fault);
            }
        }

        return ready;
    }

    private void Finish(WorkItem item, ServedItem served, Segment segment, BatchOutput output, int index)
    {
        try
        {
            var task = _layout.Tasks[item.Task].Name;
            var tensor = served.Payload is ReadOnlyMemory<float> ? new ItemTensor(output.ItemShape, output.Item(index).ToArray()) : null;
            var outcome = tensor is not null
                ? new TaskOutcome(tensor, [])
                : _application.Task(task).Interpret(served.Payload, [.. _variants[segment.Index].Input], [.. output.ItemShape], output.Item(index).Span);
            Record(item, served, task, tensor, outcome);
            served.Release();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            FailOperator(item, served, fault);
        }
    }

    private void Record(WorkItem item, ServedItem served, string task, ItemTensor? tensor, TaskOutcome outcome)
    {
        lock (_gate)
        {
            // Gone if its request was given up, or if the item ran twice and the other run was first. The engine knows that by itself and hears of every run.
            if (_items.Remove(item.Id))
            {
                var request = served.Request;
                request.Items.Remove(item.Id);
                if (tensor is not null)
                {
                    request.Add(item, tensor);
                }
                else
                {
                    request.Add(item, task, served.Payload, outcome);
                }
            }

            var now = Now;
            _engine.Complete(now, item, outcome.Items.Count);
            _foresight?.Tell(now, _engine);
        }
    }

    // An operator's fault is the application's own; only the request that showed it ends with it.
    private void FailOperator(WorkItem item, ServedItem served, Exception fault)
    {
        var task = _layout.Tasks[item.Task].Name;
        Log.OperatorFailed(_logger, task, fault);
        End(served.Request, new Outcome.Failed($"the operator of task {task} failed on this request"), "failed");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A batch failed on segment {Segment}")]
        public static partial void BatchFailed(ILogger logger, string segment, Exception fault);

        [LoggerMessage(2, LogLevel.Error, "The operator of task {Task} failed")]
        public static partial void OperatorFailed(ILogger logger, string task, Exception fault);
    }
}

using System.Runtime.InteropServices;
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
        try
        {
            if (PreparesInputs)
            {
                await Task.Yield();
            }

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
            // The watcher hears of it too and tells the engine, which has the items run again.
            TraceFault(start, "the process that ran it died");
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
            using var output = await worker.RunAsync(InputsOf(ready), isCheap: AreTensors(ready));
            Finish(start, ready, output, isWhole: true);
        }
        catch (ModelFailedException) when (ready.Count > 1)
        {
            await RunApartAsync(start, ready, worker);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or WorkerLostException))
        {
            Abandon(start);
            Fail(start, ready, fault);
        }
    }

    // One of a batch's items may be what the model failed on; the others do not fail with it.
    private async Task RunApartAsync(StartedBatch start, List<ReadyItem> ready, ISegmentWorker worker)
    {
        var ran = new List<(ReadyItem Item, BatchOutput Output)>(ready.Count);
        var failed = new List<(ReadyItem Item, Exception Fault)>();
        try
        {
            foreach (var item in ready)
            {
                try
                {
                    ran.Add((item, await worker.RunAsync([item.Input], isCheap: false)));
                }
                catch (ModelFailedException fault)
                {
                    failed.Add((item, fault));
                }
            }

            Abandon(start);
            ran.ForEach(r => Finish(start, [r.Item], r.Output, isWhole: false));
            failed.ForEach(f => Fail(start, [f.Item], f.Fault));
        }
        finally
        {
            ran.ForEach(r => r.Output.Dispose());
        }
    }

    private void Finish(StartedBatch start, List<ReadyItem> ready, BatchOutput output, bool isWhole)
    {
        var times = TimesOf(start, output);
        Trace(start, times);
        _setup.Metrics.Ran(start.Segment.Id, ready.Count, output.RunTime, start.Expected);
        _setup.Observer?.Ran(start.Segment.Variant, start.Segment.Type, output.RunTime, start.Segment.RunOf(ready.Count, ready[0].Item.Size));
        _setup.TaskCounters[ready[0].Item.Task].Ran(ready.Count, times, _setup.Clock.Date);
        Tell(now =>
        {
            if (isWhole)
            {
                // Inputs are read no more, which answers wait for.
                EndRunsLocked(start);
                _setup.Foresight?.End(now, start.Process, times.Started, output.RunTime);
                _engine.Free(now, start.Process, start.Run);
            }

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

    private void Fail(StartedBatch start, List<ReadyItem> ready, Exception fault)
    {
        Log.BatchFailed(_setup.Logger, start.Segment.Id, fault);
        var reason = fault is ModelFailedException ? fault.Message : "the batch could not be run";
        TraceFault(start, reason);
        foreach (var item in ready)
        {
            End(item.Served.Request, new Outcome.Failed($"segment {start.Segment.Id}: {reason}"), "failed");
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

    private static bool AreTensors(List<ReadyItem> ready)
    {
        foreach (var item in ready)
        {
            if (!item.Served.IsTensors)
            {
                return false;
            }
        }

        return true;
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
        _engine.Free(now, start.Process, start.Run);
    });

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
            var task = _engine.Layout.Tasks[item.Task].Name;
            var outcome = _setup.Application!.Task(task).Interpret(
                served.Payload, [.. _variants[segment.Index].Input], tensor.Shape, MemoryMarshal.Cast<byte, float>(tensor.Data.Span));
            Record(ready, task, segment.Variant, outcome, times);
            served.Release();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            FailOperator(item, served, fault);
        }
    }

    private void Record(ReadyItem ready, string task, string variant, TaskOutcome outcome, BatchTimes times) => Tell(now =>
    {
        // Gone if its request was given up, or if the item ran twice and the other run was first. The engine knows that by itself and hears of every run.
        var (item, served, _) = ready;
        if (_items.Remove(item.Id))
        {
            served.Request.Items.Remove(item.Id);
            served.Request.Times.Ran(times);
            served.Request.Add(item, task, served.Payload, outcome);
            _setup.Observer?.Became(task, variant, outcome.Items.Count);
        }

        _engine.Complete(now, item, outcome.Items.Count);
    });

    // An operator's fault is the application's own; only the request that showed it ends with it.
    private void FailOperator(WorkItem item, ServedItem served, Exception fault)
    {
        var task = _engine.Layout.Tasks[item.Task].Name;
        End(served.Request, new Outcome.Failed($"the operator of task {task} failed on this request", fault), "failed");
    }

    private void EndRuns(StartedBatch start)
    {
        if (!start.HasEnded)
        {
            lock (_gate)
            {
                EndRunsLocked(start);
            }
        }
    }

    private static void EndRunsLocked(StartedBatch start)
    {
        start.HasEnded = true;
        foreach (var (_, served) in start.Items)
        {
            served.Request.RunEnded();
        }
    }

    private readonly record struct ReadyItem(WorkItem Item, ServedItem Served, ItemTensor[] Input);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A batch failed on segment {Segment}")]
        public static partial void BatchFailed(ILogger logger, string segment, Exception fault);
    }
}

using Tangram.Core.Time;
using Tangram.Devices.Workers;
using Tangram.Scheduling;
using Tangram.Server.Serving;
using Tangram.Simulation.Events;

namespace Tangram.Twin.Tests;

/// <summary>A worker whose batches take, in virtual time, exactly what the scheduler expects of them.</summary>
internal sealed class TimedWorker(EventQueue<Action> events, Segment segment, Slip slip) : ISegmentWorker
{
    private TaskCompletionSource<BatchOutput>? _running;

    public Task<BatchOutput> RunAsync(IReadOnlyList<ItemTensor[]> items, bool isCheap)
    {
        var running = new TaskCompletionSource<BatchOutput>(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = segment.Latency.Of(items.Count);
        var output = new BatchOutput([.. items.Select(_ => new[] { new ItemTensor([1], new byte[sizeof(float)]) })], time, owner: null);
        Assert.True(_running is null or { Task.IsCompleted: true }, "a process was given two batches");
        _running = running;
        Instant end = events.Now + time + (slip == Slip.Runs ? TimeSpan.FromTicks(1) : TimeSpan.Zero);
        events.Schedule(end, () => End(end, () => running.TrySetResult(output)));
        return running.Task;
    }

    public void Die() => _running?.TrySetException(new WorkerLostException("it died"));

    private void End(Instant end, Action tell)
    {
        if (slip == Slip.Order)
        {
            // Behind whatever else happens at the same instant.
            events.Schedule(end, tell);
        }
        else
        {
            tell();
        }
    }
}

using Tangram.Devices.Workers;
using Tangram.Scheduling;
using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>A process that takes its time and dies now and then, before, while or just after the news of its batch is out; a successor follows.</summary>
internal sealed class UnsteadyWorker(RequestExecutor executor, ProcessId process, int task, int seed) : ISegmentWorker
{
    private readonly Random _random = new(seed);
    private int _isDead;

    public async Task<BatchOutput> RunAsync(IReadOnlyList<ItemTensor[]> items, bool isCheap)
    {
        int pauses;
        int fate;
        lock (_random)
        {
            (pauses, fate) = (_random.Next(20), _random.Next(40));
        }

        for (var n = 0; n < pauses; n++)
        {
            await Task.Yield();
        }

        if (fate > 1)
        {
            return Models.Run(task, items);
        }

        Die();
        return fate == 0 ? Models.Run(task, items) : throw new WorkerLostException("it died");
    }

    private void Die()
    {
        if (Interlocked.Exchange(ref _isDead, 1) == 0)
        {
            executor.Lost(process);
            _ = Task.Run(() => executor.Ready(process, new UnsteadyWorker(executor, process, task, seed + 1)));
        }
    }
}

using Tangram.Core.Applications;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Profiling;

/// <summary>One worker process on one core with all variants of an application, for work that is not about speed.</summary>
internal sealed class WorkerInference : IAsyncDisposable
{
    private readonly WorkerProcess _process;

    private WorkerInference(WorkerProcess process) => _process = process;

    public static async Task<WorkerInference> StartAsync(Application application, int core, int maxBatch, CancellationToken cancellation)
    {
        var process = await WorkerProcess.StartAsync(new WorkerSettings { Cores = [core] }, TimeProvider.System, cancellation);
        try
        {
            foreach (var variant in application.Tasks.SelectMany(t => t.Variants))
            {
                await process.LoadAsync(new LoadVariant(variant.Name, variant.Model, 1, variant.Input, maxBatch));
            }

            return new WorkerInference(process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async Task<(IReadOnlyList<int> ItemShape, ReadOnlyMemory<float> Outputs)> RunAsync(Variant variant, IReadOnlyList<ReadOnlyMemory<float>> inputs)
    {
        using var result = await _process.RunAsync(new WorkerBatch(variant.Name, inputs), TimeSpan.FromMinutes(2));
        return (result.ItemShape, result.Output.ToArray());
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

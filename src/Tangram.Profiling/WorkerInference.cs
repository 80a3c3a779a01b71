using Tangram.Core.Applications;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Profiling;

/// <summary>One worker process on one core with all variants of an application, for work that is not about speed.</summary>
internal sealed class WorkerInference : IAsyncDisposable
{
    private readonly WorkerProcess _process;
    private readonly Dictionary<string, string> _inputs = new(StringComparer.Ordinal);

    private WorkerInference(WorkerProcess process) => _process = process;

    public static async Task<WorkerInference> StartAsync(Application application, int core, int maxBatch, CancellationToken cancellation)
    {
        var process = await WorkerProcess.StartAsync(new WorkerSettings { Cores = [core] }, TimeProvider.System, cancellation);
        var inference = new WorkerInference(process);
        try
        {
            foreach (var variant in application.Tasks.SelectMany(t => t.Variants))
            {
                var loaded = await process.LoadAsync(new LoadVariant(variant.Name, variant.Model, 1, variant.Input, maxBatch));
                inference._inputs[variant.Name] = loaded.Inputs[0].Name;
            }

            return inference;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async Task<(IReadOnlyList<int> ItemShape, ReadOnlyMemory<float> Outputs)> RunAsync(Variant variant, IReadOnlyList<ReadOnlyMemory<float>> inputs)
    {
        using var result = await _process.RunAsync(WorkerBatch.OfFloats(variant.Name, _inputs[variant.Name], variant.Input, inputs), TimeSpan.FromMinutes(2));
        var output = result.Outputs[0];
        return ([.. output.Shape.Skip(1)], output.Floats.ToArray());
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

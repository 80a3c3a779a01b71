using Tangram.Devices.Workers;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Protocol.Worker.Messages;
using Tangram.Scheduling;

namespace Tangram.Server.Repository;

/// <summary>What was found out of a model by loading it once in a worker of its own: how it is served, and how long it runs.</summary>
/// <param name="Model">What the model file says.</param>
/// <param name="Configuration">How it is served.</param>
/// <param name="Latency">How long batches run.</param>
internal sealed record ModelProbe(VariantLoaded Model, ModelConfiguration Configuration, BatchLatency Latency)
{
    private const int RunsPerSize = 3;
    private static readonly TimeSpan Unknown = TimeSpan.FromMilliseconds(10);

    /// <summary>Loads a model, runs it at batch sizes of powers of two, and lets go of it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cores">Cores to run it on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="WorkerStartException">No worker could be started.</exception>
    /// <exception cref="WorkerLostException">The worker died of the model.</exception>
    /// <exception cref="ModelFailedException">The model cannot be loaded or run.</exception>
    /// <exception cref="Core.Files.InvalidFileException">Its configuration contradicts the model file.</exception>
    public static async Task<ModelProbe> TakeAsync(RepositoryModel model, IReadOnlyList<int> cores, CancellationToken cancellation)
    {
        await using var worker = await WorkerProcess.StartAsync(new WorkerSettings { Cores = cores }, TimeProvider.System, cancellation);
        var found = await worker.LoadAsync(LoadOf(model, null));
        var configuration = model.Complete(found.Inputs, found.Outputs);
        found = await worker.LoadAsync(LoadOf(model, configuration));
        return new ModelProbe(found, configuration, new BatchLatency(await MeasureAsync(worker, configuration, cancellation), Math.Max(1, configuration.MaxBatchSize)));
    }

    /// <summary>What a worker is told to load.</summary>
    /// <param name="model">The model.</param>
    /// <param name="configuration">How it is served; null where that is not known yet.</param>
    public static LoadVariant LoadOf(RepositoryModel model, ModelConfiguration? configuration) => new(model.Name, model.ModelFile, 1, [], configuration?.MaxBatchSize ?? 0)
    {
        Known = configuration is null ? [] : [.. configuration.Inputs.Select(i => configuration.MaxBatchSize > 0 ? i with { Shape = [-1, .. i.Shape] } : i)],
    };

    private static async Task<List<(int Batch, TimeSpan Latency)>> MeasureAsync(WorkerProcess worker, ModelConfiguration configuration, CancellationToken cancellation)
    {
        var points = new List<(int, TimeSpan)>();
        try
        {
            foreach (var size in Sizes(Math.Max(1, configuration.MaxBatchSize)))
            {
                cancellation.ThrowIfCancellationRequested();
                points.Add((size, await MeasureAsync(worker, configuration.Name, size)));
            }

            return points;
        }
        catch (ModelFailedException) when (configuration.Inputs.Any(i => i.Shape.Any(d => d < 0)))
        {
            // Of the shapes that it takes none is known, and it does not take ones.
            return points.Count > 0 ? points : [(1, Unknown)];
        }
    }

    // The first run of a size takes memory and is not counted.
    private static async Task<TimeSpan> MeasureAsync(WorkerProcess worker, string name, int size)
    {
        await worker.WarmUpAsync(name, size);
        var runs = new long[RunsPerSize];
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = (await worker.WarmUpAsync(name, size)).RunNanoseconds;
        }

        return new TimeSpan(Math.Max(1, runs.Order().ElementAt(RunsPerSize / 2) / TimeSpan.NanosecondsPerTick));
    }

    private static IEnumerable<int> Sizes(int largest)
    {
        for (var size = 1; size < largest; size *= 2)
        {
            yield return size;
        }

        yield return largest;
    }
}

using System.Collections.Concurrent;
using Tangram.Core.Files;
using Tangram.Devices.Workers;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Inference;
using Tangram.Server.Serving;

namespace Tangram.Server.Repository;

/// <summary>Loads and unloads the models of repositories. Each is served by workers of its own, so that none can take another with it.</summary>
/// <param name="repositories">Where models are looked for, in this order.</param>
/// <param name="cores">Cores that the models share.</param>
/// <param name="directory">Where they are served from.</param>
/// <param name="around">What all that is served shares.</param>
internal sealed partial class RepositoryControl(
    IReadOnlyList<ModelRepository> repositories, IReadOnlyList<int> cores, ModelDirectory directory, HostSurroundings around) : IModelControl, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ModelSlot> _slots = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsReady => _slots.Values.All(s => s.Entry.State is "READY" || s.IsUnwanted);

    /// <inheritdoc/>
    public IReadOnlyList<RepositoryEntry> Index() => [.. _slots.Values.Select(s => s.Entry)];

    /// <summary>Loads every model there is. One that cannot be loaded is told to the log and stays unavailable.</summary>
    /// <exception cref="InvalidFileException">A repository cannot be read.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var models = new List<string>();
        foreach (var content in repositories.Select(r => r.Read()))
        {
            models.AddRange(content.Models.Select(m => m.Name));
            foreach (var broken in content.Broken)
            {
                SlotOf(broken.Name).Entry = new RepositoryEntry(broken.Name, string.Empty, "UNAVAILABLE", broken.Reason);
                Log.NotLoaded(around.Logger, broken.Name, broken.Reason);
            }
        }

        await Parallel.ForEachAsync(models.Distinct(StringComparer.Ordinal), new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, cores.Count), CancellationToken = cancellation }, async (model, stop) =>
        {
            try
            {
                await LoadAsync(model, null, stop);
            }
            catch (InferenceException fault)
            {
                Log.NotLoaded(around.Logger, model, fault.Message);
            }
        });
    }

    /// <inheritdoc/>
    public async Task LoadAsync(string model, string? configuration, CancellationToken cancellation)
    {
        var found = Find(model, configuration);
        var slot = SlotOf(model);
        await slot.Gate.WaitAsync(cancellation);
        try
        {
            slot.Entry = slot.Entry with { State = slot.Host is null ? "LOADING" : "READY", Reason = string.Empty };
            await LoadAsync(found, slot, cancellation);
        }
        catch (Exception fault) when (fault is InvalidFileException or ModelFailedException or WorkerStartException or WorkerLostException or IOException)
        {
            var reason = fault.Message.ReplaceLineEndings(" ");
            GiveUp(slot, reason);
            throw new InferenceException(InferenceFault.Invalid, $"failed to load '{model}': {reason}", inner: fault);
        }
        catch (OperationCanceledException)
        {
            GiveUp(slot, "whoever asked for it went away");
            throw;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    // What was served until now goes on being served.
    private static void GiveUp(ModelSlot slot, string reason) =>
        slot.Entry = slot.Entry with { State = slot.Host is null ? "UNAVAILABLE" : "READY", Reason = reason };

    /// <inheritdoc/>
    public async Task UnloadAsync(string model, CancellationToken cancellation)
    {
        if (!_slots.TryGetValue(model, out var slot))
        {
            throw new InferenceException(InferenceFault.Invalid, $"failed to unload '{model}': the repository has no model of that name");
        }

        await slot.Gate.WaitAsync(cancellation);
        try
        {
            slot.IsUnwanted = true;
            directory.Remove(model);
            slot.Entry = slot.Entry with { State = "UNLOADING", Reason = string.Empty };
            await EndAsync(slot, null);
            slot.Entry = slot.Entry with { State = "UNAVAILABLE", Reason = "unloaded" };
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <summary>Ends all workers.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_slots.Values.Select(s => s.Host?.DisposeAsync().AsTask() ?? Task.CompletedTask));
    }

    /// <summary>Lets no further request in and waits for those that were.</summary>
    public Task DrainAsync() => Task.WhenAll(_slots.Values.Select(s => s.Host?.Executor.Drain() ?? Task.CompletedTask));

    private async Task LoadAsync(RepositoryModel model, ModelSlot slot, CancellationToken cancellation)
    {
        if (slot.Host is null && directory.Find(model.Name, string.Empty) is not null)
        {
            throw new InvalidFileException("the application serves a model of that name; rename the repository's");
        }

        foreach (var note in model.Configuration?.Notes ?? [])
        {
            Log.Note(around.Logger, model.Name, note);
        }

        var probe = await ModelProbe.TakeAsync(model, cores, cancellation);
        var host = await ApplicationHost.StartAsync(RepositoryHosting.Of(model, probe, cores, around.Options.Policies), around, cancellation);
        var served = new TaskModel(RepositoryHosting.FaceOf(model, probe), host.Executor, 0, host.CountersOf(0), around.Options.DefaultTimeout);
        directory.Set(served);
        slot.IsUnwanted = false;
        slot.Entry = new RepositoryEntry(model.Name, served.Counters.Version, "READY", string.Empty);
        await EndAsync(slot, host);
        Log.Loaded(around.Logger, model.Name, served.Counters.Version);
    }

    // What was accepted before is answered by the workers it was accepted for.
    private async Task EndAsync(ModelSlot slot, ApplicationHost? next)
    {
        var old = slot.Host;
        slot.Host = next;
        if (old is not null)
        {
            await old.EndAsync(around.Options.DrainTimeout);
        }
    }

    private RepositoryModel Find(string model, string? configuration)
    {
        try
        {
            var instead = configuration is null ? null : ModelConfigurationReader.ReadJson(configuration, "config");
            return repositories.Select(r => r.Find(model, instead)).FirstOrDefault(m => m is not null)
                ?? throw new InferenceException(InferenceFault.Invalid, $"failed to load '{model}': {Nowhere}");
        }
        catch (InvalidFileException fault)
        {
            throw new InferenceException(InferenceFault.Invalid, $"failed to load '{model}': {fault.Message.ReplaceLineEndings(" ")}", inner: fault);
        }
    }

    private string Nowhere => repositories.Count > 0 ? "the repository has no model of that name" : "there is no model repository: start 'tangram serve' with --model-repository";

    private ModelSlot SlotOf(string model) => _slots.GetOrAdd(model, name => new ModelSlot(name));

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Information, "Model {Model} version {Version} is loaded")]
        public static partial void Loaded(ILogger logger, string model, string version);

        [LoggerMessage(31, LogLevel.Error, "Model {Model} is not served: {Reason}")]
        public static partial void NotLoaded(ILogger logger, string model, string reason);

        [LoggerMessage(32, LogLevel.Information, "Model {Model}: {Note}")]
        public static partial void Note(ILogger logger, string model, string note);
    }
}

using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <content>How another plan takes over, step by step; whoever takes the steps sees to their order.</content>
internal sealed partial class ApplicationHost
{
    private LayoutSlots _slots;

    /// <summary>The index of the segment of an instance of the latest plan.</summary>
    public int IndexOf(string instance) => _slots.IndexOf(instance);

    /// <summary>Takes in what another plan serves beside what is served; what is not kept does not run yet.</summary>
    /// <param name="target">What is to be served.</param>
    /// <param name="kept">The index of each instance of it that runs already.</param>
    public void Begin(HostedApplication target, IReadOnlyDictionary<string, int> kept)
    {
        _slots = _slots.Begin(target.Layout, kept);
        Relayout(target);
    }

    /// <summary>Starts the workers of a segment; it serves when this ends.</summary>
    /// <exception cref="Devices.Workers.WorkerStartException">They could not be started; none is left running.</exception>
    /// <exception cref="Devices.Workers.ModelFailedException">The model could not be loaded; none is left running.</exception>
    public Task LoadAsync(int segment, CancellationToken cancellation) => _fleet.StartAsync([segment], cancellation);

    /// <summary>Requests go by the latest plan's task graph from now on.</summary>
    public void Switch()
    {
        _slots = _slots.Switch();
        Relayout(target: null);
    }

    /// <summary>Gives a segment no more items; ends when it runs none.</summary>
    public Task DrainAsync(int segment) => Executor.RetireAsync(segment);

    /// <summary>Ends the workers of a segment that is drained.</summary>
    public Task StopAsync(int segment) => _fleet.StopAsync([segment]);

    /// <summary>Only these segments are left.</summary>
    public void Keep(IReadOnlySet<int> segments)
    {
        _slots = _slots.Keep(segments);
        Relayout(target: null);
    }

    // What segments load and are foreseen to do is as before, but as the target says for its own.
    private void Relayout(HostedApplication? target)
    {
        var there = target?.Layout.Segments.ToDictionary(s => _slots.IndexOf(s.Id), s => s.Index) ?? [];
        var count = _slots.Current.Segments.Count;
        var loads = Enumerable.Range(0, count).Select(i => there.TryGetValue(i, out var at) ? target!.Segments[at] : Application.Segments[i]).ToList();
        var prediction = Application.Prediction is { } now && target?.Prediction is { } next
            ? now with { Segments = [.. Enumerable.Range(0, count).Select(i => there.TryGetValue(i, out var at) ? next.Segments[at] : now.Segments[i])] }
            : Application.Prediction;
        Application = Application with { Layout = _slots.Current, Segments = loads, Prediction = prediction };
        Executor.Relayout(Application.Layout, [.. loads.Select(l => l.Variant)], prediction?.Segments);
    }
}

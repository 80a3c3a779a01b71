using Tangram.Core.Applications;

namespace Tangram.Profiling.Colocations;

/// <summary>The processes of one layout.</summary>
internal sealed class LaneGroup(CoreLayout layout) : IAsyncDisposable
{
    private readonly List<Lane> _lanes = [];

    /// <summary>The layout.</summary>
    public CoreLayout Layout => layout;

    /// <summary>Its processes.</summary>
    public IReadOnlyList<Lane> Lanes => _lanes;

    /// <summary>Starts the processes, one after the other, since all need the same cores to start.</summary>
    public async Task StartAsync(IReadOnlyDictionary<Variant, ReadOnlyMemory<float>> items, int maxBatch, CancellationToken cancellation)
    {
        foreach (var cores in layout.Lanes)
        {
            _lanes.Add(await Lane.StartAsync(cores, layout.Share, items, maxBatch, cancellation));
        }
    }

    /// <summary>Runs every choice once in every process, so that later runs find their memory there.</summary>
    public Task WarmUpAsync(IReadOnlyList<BatchChoice> choices, CancellationToken cancellation) => Task.WhenAll(_lanes.Select(async lane =>
    {
        foreach (var choice in choices)
        {
            cancellation.ThrowIfCancellationRequested();
            await lane.RunAsync(choice);
        }
    }));

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
        {
            await lane.DisposeAsync();
        }
    }
}

using Tangram.Control.Ladder;
using Tangram.Core.Applications;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <content>How the layout changes while requests are in flight, and who is refused at the door.</content>
internal sealed partial class RequestExecutor
{
    private readonly HashSet<int> _retired = [];
    private readonly Dictionary<int, TaskCompletionSource> _idle = [];
    private readonly List<(long LastRequest, TaskCompletionSource Ended)> _older = [];
    private readonly Door _door;

    /// <summary>Goes over to another layout; see <see cref="Engine.Relayout"/>.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="variants">The variant each segment serves, by the segment's index.</param>
    /// <param name="foreseen">What slowdowns are foreseen for, by the segment's index; null where nothing predicts.</param>
    public void Relayout(Layout layout, IReadOnlyList<Variant> variants, IReadOnlyList<ForeseenSegment>? foreseen) => Tell(now =>
    {
        _variants = variants;
        _retired.RemoveWhere(segment => !_engine.Layout.Segments[segment].IsAlike(layout.Segments[segment]));
        _engine.Relayout(now, layout);
        _roots = RootsOf(layout);
        if (foreseen is not null)
        {
            _setup.Foresight?.Relayout(foreseen);
        }
    });

    /// <summary>Refuses requests for the whole graph from now on as told.</summary>
    public void Shed(Shedding shedding)
    {
        lock (_gate)
        {
            _door.Shed(Now, shedding);
        }
    }

    /// <summary>Gives a segment no more items; ends when it runs none.</summary>
    /// <remarks>
    /// Where it is the last that serves a task which new requests do not go to any more, those that were there before are let through first, since their items would
    /// find nothing there. Where new requests go there, they wait for what comes in its place.
    /// </remarks>
    public async Task RetireAsync(int segment)
    {
        await OlderEndedAsync(segment);
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tell(now =>
        {
            _retired.Add(segment);
            _engine.Retire(now, segment);
            _idle[segment] = idle;
        });
        await idle.Task;
    }

    private Task OlderEndedAsync(int segment)
    {
        lock (_gate)
        {
            var reached = Reached();
            var isLast = _engine.Segments[segment].Segment.Tasks.Any(task =>
                !reached.Contains(task) && !_engine.Segments.Any(s => s.Segment.Index != segment && s.IsAlive && s.Segment.Serves(task)));
            if (!isLast || _requests.Count == 0)
            {
                return Task.CompletedTask;
            }

            var older = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _older.Add((_lastRequest, older));
            return older.Task;
        }
    }

    // Within the lock, after the engine was told of something.
    private void TellWhoWaits()
    {
        if (_idle.Count > 0)
        {
            foreach (var segment in _idle.Keys.Where(s => !_engine.Segments[s].IsRunning).ToList())
            {
                _idle.Remove(segment, out var idle);
                idle!.TrySetResult();
            }
        }

        if (_older.Count > 0)
        {
            var oldest = _requests.Count == 0 ? long.MaxValue : _requests.Keys.Min();
            _older.FindAll(o => o.LastRequest < oldest).ForEach(o => o.Ended.TrySetResult());
            _older.RemoveAll(o => o.LastRequest < oldest);
        }
    }

    // The tasks that requests for the whole graph come to.
    private HashSet<int> Reached()
    {
        var reached = _roots.ToHashSet();
        foreach (var task in _engine.Layout.Tasks.Where(t => reached.Contains(t.Index)))
        {
            reached.UnionWith(task.Children);
        }

        return reached;
    }

    private static int[] RootsOf(Layout layout) => [.. layout.Tasks.Where(t => t.IsRoot).Select(t => t.Index)];
}

using Tangram.Control.Transitions;
using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Control.Tests.Transitions;

/// <summary>Takes the steps of a transition one after the other, on its own: knows nothing of how they were found.</summary>
internal sealed class Replay
{
    private readonly Inventory _inventory;
    private readonly Demands _demands;
    private readonly StepTimes _times;
    private readonly Plan _target;

    // What exists, by place; what serves, with the instance as the plan in force has it.
    private readonly Dictionary<(int Device, int Start), PlacedInstance> _present = [];
    private readonly Dictionary<(int Device, int Start), Instance> _serving = [];
    private readonly Dictionary<(int Device, int Start), Instance> _keptAs = [];
    private bool _switched;

    public Replay(Inventory inventory, TransitionProgress from, IReadOnlyDictionary<string, double> demand, StepTimes times)
    {
        (_inventory, _target, _times) = (inventory, from.Target, times);
        _switched = ReferenceEquals(from.Graph, from.Target);
        _demands = new Demands(from.Graph, from.Target, demand);
        foreach (var found in from.Segments)
        {
            _present.Add(Place(found.Segment), found.Segment);
            if (found.Serves)
            {
                _serving.Add(Place(found.Segment), found.Segment.Instance);
            }
        }
    }

    /// <summary>The lowest level seen, with the capacities of the moments that had it.</summary>
    public List<(double Level, double Capacity)> Moments { get; } = [];

    public TimeSpan Dip { get; private set; }

    public void Run(Transition transition)
    {
        var kept = transition.Kept.Select(k => Place(k.Target)).ToHashSet();
        foreach (var (before, target) in transition.Kept)
        {
            Assert.Equal((Place(before), before.Instance.Variant, before.Instance.Profile, before.Instance.Concurrency, before.Instance.Batch), (Place(target), target.Instance.Variant, target.Instance.Profile, target.Instance.Concurrency, target.Instance.Batch));
            Assert.Equal(before.Instance.Serves.Select(w => (w.Application, w.Task)), target.Instance.Serves.Select(w => (w.Application, w.Task)));
            _keptAs.Add(Place(target), target.Instance);
        }

        CountKeptAsTheTargetHasThem();
        Observe(TimeSpan.Zero);
        var stage = -1;
        foreach (var steps in transition.Steps.GroupBy(s => s.Stage))
        {
            Assert.Equal(stage + 1, steps.Key);
            stage = steps.Key;
            var kind = Assert.Single(steps.Select(s => s.Kind).Distinct());
            Take(kind, [.. steps.Select(s => s.Segment)], kept);
        }

        RequireTheTarget(transition.Steps.Count == 0);
    }

    private static (int Device, int Start) Place(PlacedInstance segment) => (segment.Placement.Device, segment.Placement.Start);

    private void Take(StepKind kind, List<PlacedInstance?> segments, HashSet<(int, int)> kept)
    {
        Assert.DoesNotContain(segments, s => s is not null && kept.Contains(Place(s)));
        foreach (var segment in segments)
        {
            Begin(kind, segment);
        }

        Observe(kind switch { StepKind.Create => _times.Create, StepKind.Load => _times.Load, StepKind.Drain => _times.Drain, StepKind.Destroy => _times.Destroy, _ => TimeSpan.Zero });
        if (kind == StepKind.Load)
        {
            segments.ForEach(s => _serving.Add(Place(s!), s!.Instance));
        }

        Observe(TimeSpan.Zero);
    }

    private void Begin(StepKind kind, PlacedInstance? segment)
    {
        switch (kind)
        {
            case StepKind.Create:
                _present.Add(Place(segment!), segment!);
                RequireLegal(segment!.Placement.Device);
                break;
            case StepKind.Load:
                Assert.Equal(segment!.Instance.Profile, _present[Place(segment)].Instance.Profile);
                _present[Place(segment)] = segment;
                break;
            case StepKind.Drain:
                Assert.Equal(_present[Place(segment!)], segment);
                Assert.True(_serving.Remove(Place(segment!)));
                break;
            case StepKind.Destroy:
                Assert.DoesNotContain(Place(segment!), _serving);
                Assert.True(_present.Remove(Place(segment!)));
                break;
            default:
                Assert.Null(segment);
                Assert.False(_switched);
                _switched = true;
                break;
        }

        CountKeptAsTheTargetHasThem();
    }

    private void CountKeptAsTheTargetHasThem()
    {
        foreach (var (place, instance) in _switched ? _keptAs : [])
        {
            _serving[place] = instance;
        }
    }

    private void Observe(TimeSpan duration)
    {
        var moments = _demands.Carried(_switched, _serving.Values);
        Moments.AddRange(moments);
        Dip += moments.Any(m => m.Level < 1 - 1e-7) ? duration : TimeSpan.Zero;
    }

    private void RequireLegal(int device)
    {
        var model = _inventory.Pools[_inventory.PoolOf(device)].Model;
        var names = model.Profiles.Select(p => p.Name).ToList();
        Assert.True(new DeviceLayout([.. _present.Values.Where(p => p.Placement.Device == device).Select(p => new PlacedSegment(names.IndexOf(p.Instance.Profile), p.Placement.Start))]).IsLegal(model));
    }

    private void RequireTheTarget(bool nothingToDo)
    {
        Assert.True(_switched || nothingToDo);
        Assert.Equal(_target.Placements.Count, _present.Count);
        Assert.Equal(_target.Placements.Count, _serving.Count);
        foreach (var placement in _target.Placements)
        {
            Assert.Equal(placement.Instance, _serving[(placement.Device, placement.Start)].Id);
        }
    }
}

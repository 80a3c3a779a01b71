using Tangram.Control.Transitions;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Server.Serving;

namespace Tangram.Server.Control;

/// <summary>Brings a served application from plan to plan: takes the steps of transitions, and knows at every moment which segments there are.</summary>
/// <remarks>One change at a time, which its caller sees to.</remarks>
internal sealed class PlanRunner
{
    private readonly ApplicationHost _host;
    private readonly SegmentPlaces? _places;
    private readonly Inventory _inventory;
    private readonly StepTimes _times;

    // By device and start, which no two segments that exist at once have in common.
    private readonly Dictionary<(int Device, int Start), RunningSegment> _present = [];
    private readonly Lock _gate = new();

    /// <param name="host">Serves the first plan already.</param>
    /// <param name="plan">That plan.</param>
    /// <param name="inventory">The devices.</param>
    /// <param name="times">How long steps take.</param>
    public PlanRunner(ApplicationHost host, Plan plan, Inventory inventory, StepTimes times)
    {
        (_host, _places, _inventory, _times, Plan) = (host, host.Application.Places, inventory, times, plan);
        foreach (var placement in plan.Placements)
        {
            var instance = plan.Instances.Single(i => string.Equals(i.Id, placement.Instance, StringComparison.Ordinal));
            Note(new PlacedInstance(instance, placement), host.IndexOf(instance.Id), serves: true);
        }
    }

    /// <summary>The plan by whose task graph requests go.</summary>
    public Plan Plan { get; private set; }

    /// <summary>The segments there are.</summary>
    public IReadOnlyList<RunningSegment> Present
    {
        get
        {
            lock (_gate)
            {
                return [.. _present.Values];
            }
        }
    }

    /// <summary>How it would come from what there is to a plan.</summary>
    /// <param name="target">The plan.</param>
    /// <param name="demand">Requests per second.</param>
    public Transition Foresee(Plan target, double demand)
    {
        var application = _host.Application.Name;
        var found = Present.Select(p => new FoundSegment(p.Placed, p.Serves)).ToList();
        return TransitionPlanner.Repair(_inventory, found, Plan, target, new Dictionary<string, double>(StringComparer.Ordinal) { [application] = demand }, _times);
    }

    /// <summary>Goes over to a plan.</summary>
    /// <param name="target">The plan.</param>
    /// <param name="hosted">What it makes of the application.</param>
    /// <param name="transition">How, as just foreseen.</param>
    /// <param name="began">Told of each step as it begins.</param>
    /// <param name="cancellation">Breaks it off; what there is then is known.</param>
    public async Task GoAsync(Plan target, HostedApplication hosted, Transition transition, Action<TransitionStep> began, CancellationToken cancellation)
    {
        _host.Begin(hosted, transition.Kept.ToDictionary(k => k.Target.Instance.Id, k => At(k.Before).Index, StringComparer.Ordinal));
        foreach (var (_, kept) in transition.Kept)
        {
            Note(kept, _host.IndexOf(kept.Instance.Id), serves: true);
        }

        foreach (var stage in transition.Steps.GroupBy(s => s.Stage).OrderBy(g => g.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.WhenAll(stage.Select(step =>
            {
                began(step);
                return TakeAsync(step, target, cancellation);
            }));
        }

        if (!transition.Steps.Any(s => s.Kind is StepKind.Switch))
        {
            Switch(target);
        }

        Settle();
    }

    /// <summary>Has the host forget what does not exist any more, as after steps that failed.</summary>
    public void Settle() => _host.Keep(Present.Select(p => p.Index).ToHashSet());

    /// <summary>Ends the workers of segments that get no items, as after steps that failed.</summary>
    public async Task StopIdleAsync()
    {
        await Task.WhenAll(Present.Where(p => !p.Serves).Select(p => _host.StopAsync(p.Index)));
        Settle();
    }

    private Task TakeAsync(TransitionStep step, Plan target, CancellationToken cancellation) => step.Kind switch
    {
        StepKind.Create => CreateAsync(step.Segment!),
        StepKind.Load => LoadAsync(step.Segment!, cancellation),
        StepKind.Drain => DrainAsync(step.Segment!),
        StepKind.Destroy => DestroyAsync(step.Segment!),
        _ => SwitchAsync(target),
    };

    private async Task CreateAsync(PlacedInstance segment)
    {
        await Task.Run(() => _places?.Create(segment.Placement, segment.Instance.Profile));
        Note(segment, _host.IndexOf(segment.Instance.Id), serves: false);
    }

    private async Task LoadAsync(PlacedInstance segment, CancellationToken cancellation)
    {
        var index = _host.IndexOf(segment.Instance.Id);
        await _host.LoadAsync(index, cancellation);
        Note(segment, index, serves: true);
    }

    private async Task DrainAsync(PlacedInstance segment)
    {
        var index = At(segment).Index;
        Note(segment, index, serves: false);
        await _host.DrainAsync(index);
    }

    private async Task DestroyAsync(PlacedInstance segment)
    {
        await _host.StopAsync(At(segment).Index);
        await Task.Run(() => _places?.Destroy(segment.Placement));
        lock (_gate)
        {
            _present.Remove(KeyOf(segment));
        }
    }

    private Task SwitchAsync(Plan target)
    {
        Switch(target);
        return Task.CompletedTask;
    }

    private void Switch(Plan target)
    {
        _host.Switch();
        Plan = target;
    }

    private RunningSegment At(PlacedInstance segment)
    {
        lock (_gate)
        {
            return _present[KeyOf(segment)];
        }
    }

    private void Note(PlacedInstance placed, int index, bool serves)
    {
        lock (_gate)
        {
            _present[KeyOf(placed)] = new RunningSegment(placed, index, serves);
        }
    }

    private static (int Device, int Start) KeyOf(PlacedInstance segment) => (segment.Placement.Device, segment.Placement.Start);
}

using Tangram.Core.Devices;

namespace Tangram.Planning.Exact;

/// <summary>Finds the best plan and says whether it is proven [N].</summary>
/// <remarks>
/// First every component by itself, as if devices had no edges: its fewest slices are a bound no plan beats, and the devices that so many slices fill are
/// another. Then segments are chosen that fit legally. Where they reach both bounds, the plan is proven. Where not, everything within the gap is searched.
/// </remarks>
internal sealed class ExactSolver
{
    // About a second; a problem that needs more is answered with the best plan known, and said not to be proven.
    private const long MostSteps = 3_000_000;

    // Where no plan at all is known, finding one is worth more patience.
    private const long StepsWithoutPlan = 30_000_000;

    // Whether there is any plan is asked many times in a row, so it is answered sooner.
    private const long TrialSteps = 20_000;
    private const long SplitSteps = 500_000;

    private readonly FleetModel _model;
    private readonly CancellationToken _cancellation;
    private readonly WorkLimit _limit;
    private readonly List<Component> _components = [];
    private readonly List<Allotment> _optima = [];
    private readonly List<DevicePool> _largestFirst;
    private bool _isCutShort;

    private ExactSolver(FleetModel model, CancellationToken cancellation)
    {
        (_model, _cancellation, _limit) = (model, cancellation, new WorkLimit(MostSteps, cancellation));
        _largestFirst = [.. model.Problem.Inventory.Pools];
        _largestFirst.Sort((one, other) => other.Model.ComputeSlices.CompareTo(one.Model.ComputeSlices));
        foreach (var component in model.Components)
        {
            _components.Add(new Component(model, component));
        }
    }

    private int FewestSlices => _optima.Sum(o => o.Weight);

    private int DevicesThere => _model.Problem.Inventory.Count;

    private bool IsComplete => !_limit.IsExhausted && !_isCutShort;

    /// <summary>Solves.</summary>
    /// <param name="model">The problem.</param>
    /// <param name="any">Whether any plan will do.</param>
    /// <param name="cancellation">Stops.</param>
    public static ExactAnswer Solve(FleetModel model, bool any, CancellationToken cancellation) => new ExactSolver(model, cancellation).Solve(any);

    private ExactAnswer Solve(bool any)
    {
        if (!FindOptima(any))
        {
            return new ExactAnswer(null, IsComplete);
        }

        var fleet = Fill();
        if (fleet is null || !(any || IsProven(fleet)))
        {
            fleet = Search(fleet, any) ?? fleet;
        }

        return new ExactAnswer(fleet, IsComplete);
    }

    // Whatever is served without splits first; then splits, each component with its part of the steps.
    private bool FindOptima(bool any)
    {
        foreach (var component in _components)
        {
            var goal = new CheapestGoal(int.MaxValue);
            ComponentOptimum.Search(component, _model.Slices, isSplit: false, goal, _limit);
            var share = new WorkLimit(SplitSteps / (any ? 10 : 1) / _components.Count, _cancellation);
            ComponentOptimum.Search(component, _model.Slices, isSplit: true, goal, share);
            _isCutShort |= share.IsExhausted;
            if (goal.Best is not { } optimum)
            {
                return false;
            }

            _optima.Add(optimum);
        }

        return true;
    }

    // More slices than the fewest are tried where these leave devices that the bound says are not needed.
    private Fleet? Fill()
    {
        var (tight, enough) = (Fill(slack: 0), FewestDevices(FewestSlices));
        if (enough > DevicesThere || tight?.Devices <= enough || (tight is not null && _model.Problem.Objective == PlanObjective.Slices))
        {
            return tight;
        }

        var loose = Fill(slack: 2);
        return tight is null || loose?.Devices < tight.Devices ? loose : tight;
    }

    private Fleet? Fill(int slack)
    {
        var (wanted, taken) = (new List<Slot>(), new List<PlacedComponent>());
        for (var i = 0; i < _components.Count; i++)
        {
            wanted.AddRange(Slot.Of(_components[i], _optima[i]));
            taken.Add(new PlacedComponent(_components[i], _optima[i]));
        }

        var (slots, fit) = SlotFiller.Fill(_model, wanted, slack, _cancellation);
        return fit.Excess > 0 ? null
            : new Fleet(taken, slots, slots.Sum(s => s.Weight), fit.Devices, _optima.Sum(o => o.Accuracy));
    }

    // Fewest slices, each component at its most accurate for them, and no more devices than the slices fill.
    private bool IsProven(Fleet fleet) => fleet.Slices == FewestSlices && (fleet.Devices <= FewestDevices(FewestSlices) || fleet.Devices <= PricedDevices());

    // What the segments must cost at the prices of a facet, whatever they are, over what a device costs; for devices of one model.
    private int PricedDevices()
    {
        if (_model.Problem.Inventory.Pools is not [{ Model: var device }])
        {
            return 0;
        }

        return DeviceFacets.Of(device).Max(facet =>
        {
            var weights = new Weights([.. facet.Weights]);
            var least = _components.Sum(c => (long)(ComponentOptimum.Find(c, weights, _limit)?.Weight ?? 0));
            return _limit.IsExhausted ? 0 : (int)((least + facet.Capacity - 1) / facet.Capacity);
        });
    }

    // What lies between the bounds and the plan known, the best first.
    private Fleet? Search(Fleet? known, bool any)
    {
        var limit = new WorkLimit(any ? TrialSteps : known is null ? StepsWithoutPlan : MostSteps, _cancellation);
        var search = new FleetSearch(_model, _components, _optima.ConvertAll(o => o.Weight), limit);
        Fleet? found = null;
        foreach (var (devices, slices) in _model.Problem.Objective == PlanObjective.Slices ? SlicesFirst(known) : DevicesFirst(known))
        {
            var accuracy = devices == known?.Devices && slices == known.Slices ? known.Accuracy : -1;
            found = search.Find(devices, slices, accuracy, any);
            if (found is not null || limit.IsExhausted)
            {
                break;
            }
        }

        _isCutShort |= limit.IsExhausted;
        return found;
    }

    private IEnumerable<(int Devices, int Slices)> DevicesFirst(Fleet? known)
    {
        for (var devices = Math.Max(FewestDevices(FewestSlices), PricedDevices()); devices <= (known?.Devices ?? DevicesThere); devices++)
        {
            for (var slices = FewestSlices; slices <= (devices == known?.Devices ? known.Slices : MostSlices(devices)); slices++)
            {
                yield return (devices, slices);
            }
        }
    }

    private IEnumerable<(int Devices, int Slices)> SlicesFirst(Fleet? known)
    {
        for (var slices = FewestSlices; slices <= (known?.Slices ?? MostSlices(DevicesThere)); slices++)
        {
            for (var devices = FewestDevices(slices); devices <= (slices == known?.Slices ? known.Devices : DevicesThere); devices++)
            {
                yield return (devices, slices);
            }
        }
    }

    // The largest devices first; more than there are where they do not suffice.
    private int FewestDevices(int slices)
    {
        var (devices, left) = (0, (long)slices);
        foreach (var (device, count) in _largestFirst)
        {
            var taken = Math.Min(count, (left + device.ComputeSlices - 1) / device.ComputeSlices);
            (devices, left) = (devices + (int)taken, left - (taken * device.ComputeSlices));
            if (left <= 0)
            {
                return devices;
            }
        }

        return DevicesThere + 1;
    }

    private int MostSlices(int devices)
    {
        var (slices, left) = (0L, devices);
        foreach (var (device, count) in _largestFirst)
        {
            var taken = Math.Min(count, left);
            (slices, left) = (slices + ((long)taken * device.ComputeSlices), left - taken);
        }

        return (int)Math.Min(slices, int.MaxValue);
    }
}

using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Tries everything: every variant of every task on every collection of segments. Only for tiny problems.</summary>
internal sealed class BruteForce
{
    private readonly PlanningProblem _problem;
    private readonly Application _application;
    private readonly Variant?[] _variants;
    private readonly double[] _items;
    private readonly List<ProfileEntry>[] _segments;
    private readonly Dictionary<string, bool> _legal = [];
    private Score? _best;

    private BruteForce(PlanningProblem problem)
    {
        (_problem, _application) = (problem, problem.Application);
        _variants = new Variant?[_application.Tasks.Count];
        _items = new double[_application.Tasks.Count];
        _segments = [.. _application.Tasks.Select(_ => new List<ProfileEntry>())];
    }

    public sealed record Score(int Slices, double Accuracy, double LatencyMilliseconds);

    public static Score? Solve(PlanningProblem problem)
    {
        var search = new BruteForce(problem);
        search.ChooseVariant(0);
        return search._best;
    }

    private void ChooseVariant(int place)
    {
        if (place == _variants.Length)
        {
            if (Accuracy() >= _application.Objectives.Accuracy - 1e-9)
            {
                ChooseSegments(0, 0, 0);
            }

            return;
        }

        var task = _application.Tasks[place];
        var incoming = _application.EdgesTo(task.Name).ToList();
        _items[place] = incoming.Count == 0 ? 1 : incoming.Sum(e => _items[Place(e.From)] * e.FanOutOf(_variants[Place(e.From)]?.Name));
        foreach (var variant in task.Variants.Cast<Variant?>().Concat(task.IsOptional ? [null] : []))
        {
            _variants[place] = variant;
            ChooseVariant(place + 1);
        }
    }

    private void ChooseSegments(int place, int from, int slices)
    {
        if (place == _variants.Length)
        {
            Weigh(slices);
            return;
        }

        if (IsServed(place))
        {
            ChooseSegments(place + 1, 0, slices);
        }

        if (_variants[place] is not { } variant)
        {
            return;
        }

        var entries = _problem.Profile.Entries.Where(e => e.Variant == variant.Name).Select(Slowed).ToList();
        for (var i = from; i < entries.Count; i++)
        {
            var profile = _problem.Device.Find(entries[i].Profile)!;
            if (slices + profile.ComputeSlices <= _problem.Device.ComputeSlices && entries[i].MemoryMiB <= profile.MemoryMiB)
            {
                _segments[place].Add(entries[i]);
                ChooseSegments(place, i, slices + profile.ComputeSlices);
                _segments[place].RemoveAt(_segments[place].Count - 1);
            }
        }
    }

    private ProfileEntry Slowed(ProfileEntry entry)
    {
        var slowdown = _problem.Neighbours.Of(_problem.Device.Name, entry);
        return entry with { P95Milliseconds = entry.P95Milliseconds * slowdown, ItemsPerSecond = entry.ItemsPerSecond / slowdown };
    }

    private bool IsServed(int place) =>
        _variants[place] is null
        || (_segments[place].Count > 0 && _segments[place].Sum(e => e.ItemsPerSecond) * (1 - _problem.Reserve) >= _items[place] * _problem.Demand * (1 - 1e-9));

    private void Weigh(int slices)
    {
        var score = new Score(slices, Accuracy(), Latency());
        if (score.LatencyMilliseconds <= _application.Objectives.LatencyMilliseconds + 1e-6 && IsBetter(score) && IsLegal())
        {
            _best = score;
        }
    }

    private bool IsBetter(Score score)
    {
        if (_best is null || score.Slices != _best.Slices)
        {
            return _best is null || score.Slices < _best.Slices;
        }

        return Math.Abs(score.Accuracy - _best.Accuracy) > 1e-9
            ? score.Accuracy > _best.Accuracy
            : score.LatencyMilliseconds < _best.LatencyMilliseconds - 1e-7;
    }

    private double Accuracy() => _application.Tasks.Select((t, i) => t.RelativeAccuracy(_variants[i])).Aggregate(1.0, (a, b) => a * b);

    private double Latency()
    {
        var ends = _problem.Profile.OperatorMilliseconds("entry") + _problem.Profile.OperatorMilliseconds("answer");
        return ends + _application.Paths().Max(path => path.Sum(task => Budget(Place(task))));
    }

    private double Budget(int place) => _variants[place] is not { } variant
        ? 0
        : (_problem.QueueingFactors.Of(_application.Name, _application.Tasks[place].Name) * _segments[place].Max(e => e.P95Milliseconds * Math.Max(1, Math.Ceiling(_items[place] / e.Batch))))
            + (_items[place] * _problem.Profile.OperatorMilliseconds(_application.Tasks[place].Name, variant.Name));

    private int Place(string task) => _application.Tasks.Select((t, i) => (t, i)).First(p => p.t.Name == task).i;

    private bool IsLegal()
    {
        var profiles = _segments.SelectMany(s => s).Select(e => _problem.Device.Find(e.Profile)!).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        var key = string.Join('+', profiles.Select(p => p.Name));
        return _legal.TryGetValue(key, out var legal) ? legal : _legal[key] = Fits(profiles, 0, []);
    }

    // Deliberately not the packer of the planner.
    private bool Fits(IReadOnlyList<PartitionProfile> profiles, int index, IReadOnlyList<int> taken) =>
        index == profiles.Count
        || profiles[index].Starts.Any(start =>
        {
            var slices = Enumerable.Range(start, profiles[index].MemorySlices).ToList();
            return slices[^1] < _problem.Device.MemorySlices && !slices.Intersect(taken).Any() && Fits(profiles, index + 1, [.. taken, .. slices]);
        });
}

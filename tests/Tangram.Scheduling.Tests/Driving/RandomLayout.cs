namespace Tangram.Scheduling.Tests.Driving;

/// <summary>Layouts of one to three applications with priorities and partial results, split tasks and segments that several tasks share.</summary>
internal sealed class RandomLayout(Random random)
{
    private static readonly double[] FanOuts = [0, 0.5, 1, 1.5, 3];

    private readonly List<LayoutTask> _tasks = [];
    private readonly List<Segment> _segments = [];

    public Layout Build()
    {
        var applications = Enumerable.Range(0, random.Next(3) > 0 ? 1 : random.Next(2, 4))
            .Select(a => new LayoutApplication($"app{a}", Priority: random.Next(3), PartialResults: random.Next(2) == 0))
            .ToList();
        foreach (var application in applications)
        {
            AddTasks(application.Name);
        }

        for (var segment = 0; segment < _segments.Count; segment++)
        {
            var other = random.Next(_tasks.Count);
            if (random.Next(4) == 0 && !_segments[segment].Serves(other))
            {
                _segments[segment] = _segments[segment] with { Tasks = [.. _segments[segment].Tasks, other] };
            }
        }

        return new Layout(_tasks, _segments) { Applications = applications };
    }

    // Each task after the first has no parent, one, or several: chains, trees, joins and several roots.
    private void AddTasks(string application)
    {
        var (first, count) = (_tasks.Count, random.Next(1, 5));
        var shares = Enumerable.Range(0, count).Select(t => AddSegments(first + t)).ToArray();
        var parents = Enumerable.Range(0, count).Select(t => Enumerable.Range(0, t).Where(_ => random.Next(2) == 0).ToArray()).ToArray();
        var tasks = new LayoutTask[count];
        for (var task = count - 1; task >= 0; task--)
        {
            int[] children = [.. Enumerable.Range(0, count).Where(c => parents[c].Contains(task))];
            var after = children.Select(c => tasks[c].ExpectedAfter + Fastest(first + c)).DefaultIfEmpty(TimeSpan.Zero).Max();
            tasks[task] = new LayoutTask(
                first + task, application, $"t{first + task}", parents[task].Length == 0, [.. children.Select(c => first + c)], FanOuts[random.Next(FanOuts.Length)], after)
            {
                Shares = shares[task],
            };
        }

        _tasks.AddRange(tasks);
    }

    private VariantShare[] AddSegments(int task)
    {
        var isSplit = random.Next(3) == 0;
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            AddSegment(task, "best");
        }

        if (!isSplit)
        {
            return [];
        }

        AddSegment(task, "quick");
        var share = random.Next(1, 100) / 100.0;
        return [new VariantShare("best", share), new VariantShare("quick", 1 - share)];
    }

    private void AddSegment(int task, string variant)
    {
        var (index, first, largest) = (_segments.Count, random.Next(1, 30), random.Next(1, 7));
        var latency = new BatchLatency([(1, TimeSpan.FromMilliseconds(first)), (4, TimeSpan.FromMilliseconds(first + random.Next(0, 40)))], largest);
        _segments.Add(new Segment(index, $"s{index}", [task], Slices: random.Next(1, 4), Processes: random.Next(1, 3), largest, latency)
        {
            Variant = variant,
            Accuracy = variant == "best" ? 1 : 0.8,
        });
    }

    private TimeSpan Fastest(int task) => _segments.Where(s => s.Serves(task)).Min(s => s.Latency.Of(1));
}

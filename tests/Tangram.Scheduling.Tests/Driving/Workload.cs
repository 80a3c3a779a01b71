namespace Tangram.Scheduling.Tests.Driving;

/// <summary>A random layout and what comes in on it; all of it follows from the seed.</summary>
internal sealed class Workload
{
    private static readonly double[] FanOuts = [0, 0.5, 1, 1.5, 3];

    private Workload(int seed, Layout layout, double load, int deadline) => (Seed, Layout, Load, DeadlineMilliseconds) = (seed, layout, load, deadline);

    public int Seed { get; }

    public Layout Layout { get; }

    /// <summary>Mean time between arrivals over the time a request keeps the slowest task busy; below 1 is too much.</summary>
    public double Load { get; }

    public int DeadlineMilliseconds { get; }

    public int Requests { get; init; } = 40;

    public bool WithDeaths { get; init; }

    public bool WithCancels { get; init; }

    public int[] Roots => [.. Layout.Tasks.Where(t => t.IsRoot).Select(t => t.Index)];

    public static Workload Create(int seed, bool withDeaths = false, bool withCancels = false)
    {
        var random = new Random(seed);
        var layout = RandomLayout(random);
        return new Workload(seed, layout, 0.3 + (random.NextDouble() * 2), random.Next(20, 800)) { WithDeaths = withDeaths, WithCancels = withCancels };
    }

    /// <summary>Each task after the first has no parent, one, or several: chains, trees, joins and several roots.</summary>
    private static Layout RandomLayout(Random random)
    {
        var count = random.Next(1, 5);
        var segments = new List<Segment>();
        for (var task = 0; task < count; task++)
        {
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                segments.Add(RandomSegment(random, segments.Count, task));
            }
        }

        var parents = Enumerable.Range(0, count).Select(t => Enumerable.Range(0, t).Where(_ => random.Next(2) == 0).ToArray()).ToArray();
        var tasks = new LayoutTask[count];
        for (var task = count - 1; task >= 0; task--)
        {
            int[] children = [.. Enumerable.Range(0, count).Where(c => parents[c].Contains(task))];
            var after = children.Select(c => tasks[c].ExpectedAfter + Fastest(c)).DefaultIfEmpty(TimeSpan.Zero).Max();
            tasks[task] = new LayoutTask(task, "app", $"t{task}", parents[task].Length == 0, children, FanOuts[random.Next(FanOuts.Length)], after);
        }

        return new Layout(tasks, segments);

        TimeSpan Fastest(int task) => segments.Where(s => s.Task == task).Min(s => s.Latency.Of(1));
    }

    private static Segment RandomSegment(Random random, int index, int task)
    {
        var first = random.Next(1, 30);
        var largest = random.Next(1, 7);
        var latency = new BatchLatency([(1, TimeSpan.FromMilliseconds(first)), (4, TimeSpan.FromMilliseconds(first + random.Next(0, 40)))], largest);
        return new Segment(index, $"s{index}", task, Slices: random.Next(1, 4), Processes: random.Next(1, 3), largest, latency);
    }
}

using Tangram.Core.Applications;
using Tangram.Operators;
using static Tangram.Profiling.Tests.Applications;

namespace Tangram.Profiling.Tests;

public sealed class GraphWalkTests
{
    private readonly List<string> _runs = [];

    [Fact]
    public async Task Every_item_a_task_makes_reaches_its_child()
    {
        var results = await WalkAsync(Of([Task("a"), Task("b")], [Edge("a", "b")]));

        Assert.Equal(["a: x", "b: x.a1 x.a2"], _runs);
        Assert.Equal(["a of x", "b of x.a1", "b of x.a2"], results);
    }

    [Fact]
    public async Task A_task_that_is_left_out_hands_its_items_on_and_has_no_results()
    {
        var results = await WalkAsync(Of([Task("a"), Task("b", isOptional: true), Task("c")], [Edge("a", "b"), Edge("b", "c")]), leftOut: "b");

        Assert.Equal(["a: x", "c: x.a1 x.a2"], _runs);
        Assert.Equal(["a of x", "c of x.a1", "c of x.a2"], results);
    }

    [Fact]
    public async Task A_root_that_is_left_out_hands_on_what_the_entry_read()
    {
        await WalkAsync(Of([Task("a", isOptional: true), Task("b")], [Edge("a", "b")]), leftOut: "a");

        Assert.Equal(["b: x"], _runs);
    }

    [Fact]
    public async Task A_task_with_two_parents_runs_once_with_the_items_of_both()
    {
        await WalkAsync(Of([Task("d"), Task("b"), Task("c"), Task("a")], [Edge("a", "b"), Edge("a", "c"), Edge("b", "d"), Edge("c", "d")]));

        Assert.Equal(["a: x", "b: x.a1 x.a2", "c: x.a1 x.a2", "d: x.a1.b1 x.a1.b2 x.a2.b1 x.a2.b2 x.a1.c1 x.a1.c2 x.a2.c1 x.a2.c2"], _runs);
    }

    [Fact]
    public async Task Every_root_receives_what_the_entry_read()
    {
        await WalkAsync(Of([Task("a"), Task("b")], []));

        Assert.Equal(["a: x", "b: x"], _runs);
    }

    [Fact]
    public async Task A_task_that_nothing_comes_to_does_not_run()
    {
        var results = await WalkAsync(Of([Task("a"), Task("b"), Task("c")], [Edge("a", "b"), Edge("b", "c")]), makesNothing: "a");

        Assert.Equal(["a: x"], _runs);
        Assert.Equal(["a of x"], results);
    }

    private static ApplicationTask Task(string name, bool isOptional = false) => Node(name, Variant(name + "-v"), isOptional);

    /// <summary>Walks with tasks that make two items of one.</summary>
    private async Task<IEnumerable<string>> WalkAsync(Application application, string? leftOut = null, string? makesNothing = null)
    {
        var choice = application.Tasks.ToDictionary(t => t.Name, t => t.Name == leftOut ? null : t.Variants[0]);
        var results = await GraphWalk.RunAsync(application, choice, "x", (task, variant, items) =>
        {
            Assert.Same(task.Variants[0], variant);
            _runs.Add($"{task.Name}: {string.Join(' ', items)}");
            return System.Threading.Tasks.Task.FromResult<IReadOnlyList<TaskOutcome>>(
                [.. items.Select(i => new TaskOutcome($"{task.Name} of {i}", task.Name == makesNothing ? [] : [$"{i}.{task.Name}1", $"{i}.{task.Name}2"]))]);
        });
        Assert.All(results, r => Assert.Equal($"{r.Task} of {r.Item}", r.Value));
        return results.Select(r => (string)r.Value);
    }
}

using Tangram.Control.Transitions;
using Tangram.Core.Plans;

namespace Tangram.Control.Tests.Transitions;

/// <summary>Plans with a demand of 10 requests per second on one device, of the application <c>app</c> unless a task is written with another, as in <c>x/a</c>.</summary>
internal static class SmallPlans
{
    /// <summary>On a CPU: of each instance the task, its cores, the first of them, and items per second.</summary>
    public static Plan Of(params (string Task, int Cores, int Start, double ItemsPerSecond)[] instances) => Make("cpu", i => $"{i}c", instances);

    /// <summary>On another device, of one profile.</summary>
    public static Plan On(string model, string profile, params (string Task, int Slices, int Start, double ItemsPerSecond)[] instances) => Make(model, _ => profile, instances);

    /// <summary>The steps' kinds and starts.</summary>
    public static string Words(Transition transition) => string.Join(", ", transition.Steps.Select(s => s.Segment is null ? $"{s.Kind}" : $"{s.Kind} {s.Segment.Placement.Start}"));

    private static Plan Make(string model, Func<int, string> profile, (string Task, int Slices, int Start, double ItemsPerSecond)[] instances)
    {
        return new Plan(
            1, "hand", false, "slices", 1, 1, 4, 2, 0, "wait", 0, [new PlannedPool(model, 1, 1)],
            [.. instances.Select(i => Name(i.Task)).Distinct().GroupBy(n => n.Application).Select(a => new PlannedApplication(a.Key, 10, 100, 0.9, 90, 0.95, [.. a.Select(t => new PlannedTask(t.Task, [new PlannedVariant("v", 1, 1)], 1, 1, 10, 30, 1, 0.5))]))],
            [.. instances.Select((i, at) => new Instance($"{i.Task}-{at}", $"{i.Task}-{i.ItemsPerSecond}", model, profile(i.Slices), 1, 1, i.Slices, 10, i.ItemsPerSecond, 100, [new InstanceWork(Name(i.Task).Application, Name(i.Task).Task, 5)]))],
            [.. instances.Select((i, at) => new Placement($"{i.Task}-{at}", 0, i.Start, i.Slices))]);
    }

    private static (string Application, string Task) Name(string task) => task.Split('/') is [var application, var name] ? (application, name) : ("app", task);
}

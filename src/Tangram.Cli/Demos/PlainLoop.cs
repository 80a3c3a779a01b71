using System.Text.Json;
using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Operators;
using Tangram.Profiling;

namespace Tangram.Cli.Demos;

/// <summary>The plan's models and operators in one process in a plain loop, on the cores the plan gives them: no server, no scheduler, no workers.</summary>
internal sealed class PlainLoop : IDisposable
{
    private readonly BoundApplication _bound;
    private readonly IReadOnlyDictionary<string, Variant?> _choice;
    private readonly InProcessModels _models;
    private readonly ItemInference _inference;

    public PlainLoop(Application application, Plan plan, IReadOnlyList<int> cores)
    {
        _bound = new BoundApplication(application);
        _choice = Choice(application, plan);
        var instances = plan.Instances.GroupBy(i => i.Serves[0].Task, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _models = new InProcessModels(instances.Values.ToDictionary(i => i.Variant, i => CoresOf(i, plan, cores), StringComparer.Ordinal));
        _inference = new ItemInference(_bound, _models.RunAsync, task => instances[task.Name].Batch);
    }

    /// <summary>The variant the plan chose for each task; null for one left out.</summary>
    public static IReadOnlyDictionary<string, Variant?> Choice(Application application, Plan plan) =>
        plan.Applications[0].Tasks.ToDictionary(
            t => t.Name,
            t => t.Variant is null ? null : application.Task(t.Name).Variants.First(v => string.Equals(v.Name, t.Variant, StringComparison.Ordinal)),
            StringComparer.Ordinal);

    /// <summary>Answers one request as the server would: the answer's JSON as bytes.</summary>
    public async Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> body)
    {
        var entry = _bound.Entry.Read(body);
        var results = await GraphWalk.RunAsync(_bound.Application, _choice, entry, _inference.RunAsync);
        return JsonSerializer.SerializeToUtf8Bytes(_bound.Answer.Compose(entry, results).Json);
    }

    public void Dispose() => _models.Dispose();

    private static IReadOnlyList<int> CoresOf(Instance instance, Plan plan, IReadOnlyList<int> cores)
    {
        var placement = plan.Placements.Single(p => string.Equals(p.Instance, instance.Id, StringComparison.Ordinal));
        return [.. cores.Skip(placement.Start).Take(placement.MemorySlices)];
    }
}

using Tangram.Core.Applications;
using Tangram.Operators;

namespace Tangram.Profiling;

/// <summary>Runs items of a task: operator, model, operator.</summary>
/// <param name="bound">The operators.</param>
/// <param name="infer">Runs one batch of inputs and answers with one item's output shape and all outputs, one after the other.</param>
/// <param name="maxBatch">Most items in one batch, by task.</param>
public sealed class ItemInference(BoundApplication bound, ItemInference.RunBatch infer, Func<ApplicationTask, int> maxBatch)
{
    /// <summary>Runs one batch; the outputs are used before the next batch is run.</summary>
    public delegate Task<(IReadOnlyList<int> ItemShape, ReadOnlyMemory<float> Outputs)> RunBatch(Variant variant, IReadOnlyList<ReadOnlyMemory<float>> inputs);

    /// <summary>Runs <paramref name="items"/> in batches, one after the other.</summary>
    public async Task<IReadOnlyList<TaskOutcome>> RunAsync(ApplicationTask task, Variant variant, IReadOnlyList<object> items)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(variant);
        var with = bound.Task(task.Name);
        int[] shape = [.. variant.Input];
        var outcomes = new List<TaskOutcome>();
        foreach (var batch in items.Chunk(maxBatch(task)))
        {
            var inputs = new List<ReadOnlyMemory<float>>();
            foreach (var item in batch)
            {
                var input = new float[variant.InputElements];
                with.Prepare(item, shape, input);
                inputs.Add(input);
            }

            var (outputShape, outputs) = await infer(variant, inputs);
            var length = outputShape.Aggregate(1, (product, size) => product * size);
            for (var i = 0; i < batch.Length; i++)
            {
                outcomes.Add(with.Interpret(batch[i], shape, [.. outputShape], outputs.Slice(i * length, length).Span));
            }
        }

        return outcomes;
    }
}

using Tangram.Core.Time;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Metrics;
using Tangram.Server.Serving;

namespace Tangram.Server.Inference;

/// <summary>The model of one task: it takes tensors and answers with tensors. A model of a repository is the only task of its application.</summary>
/// <param name="face">What clients see of it.</param>
/// <param name="executor">Runs it.</param>
/// <param name="task">Index of its task.</param>
/// <param name="counters">What it does.</param>
/// <param name="latencyObjective">The limit of requests that bring none.</param>
internal sealed class TaskModel(ModelFace face, RequestExecutor executor, int task, ModelCounters counters, TimeSpan latencyObjective) : IServedModel
{
    /// <inheritdoc/>
    public ModelMetadata Metadata => face.Metadata;

    /// <inheritdoc/>
    public ModelConfiguration Configuration => face.Configuration;

    /// <inheritdoc/>
    public ModelCounters Counters => counters;

    /// <inheritdoc/>
    public bool IsReady => executor.IsReady(task);

    private bool IsBatched => Configuration.MaxBatchSize > 0;

    /// <inheritdoc/>
    public void RefuseEarly(Instant arrivedAt)
    {
        if (executor.RefuseEarly(arrivedAt + latencyObjective, counters, task) is { } refused)
        {
            throw OutcomeResult.Refused(refused);
        }
    }

    /// <inheritdoc/>
    public async Task<InferAnswer> InferAsync(InferRequest request, Instant arrivedAt, CancellationToken cancellation)
    {
        var inputs = InputCheck.InOrder(request, Metadata, Configuration.MaxBatchSize);
        InputCheck.Outputs(request, Metadata);
        var items = IsBatched ? ItemsOf(inputs) : [[.. inputs.Select(i => new ItemTensor([.. i.Shape.Select(d => (int)d)], i.Data))]];
        var terms = new RequestTerms(arrivedAt, request.Timeout ?? latencyObjective, counters) { Priority = RequestTerms.PriorityOf(request.Priority) };
        var answered = OutcomeResult.Of(await executor.RunTaskAsync(task, items, terms, cancellation));
        try
        {
            return new InferAnswer(Metadata.Name, counters.Version, OutputChoice.Of(request, OutputsOf(answered.Tensors), Configuration), answered.IsPartial) { Owner = answered };
        }
        catch
        {
            answered.Dispose();
            throw;
        }
    }

    private ItemTensor[][] ItemsOf(Tensor[] inputs)
    {
        var count = (int)inputs[0].Shape[0];
        if (Array.Find(inputs, i => i.Shape[0] != count) is { } other)
        {
            throw new InferenceException(InferenceFault.Invalid, $"input '{other.Name}' batch size does not match other inputs for '{Metadata.Name}'");
        }

        var items = new ItemTensor[count][];
        for (var i = 0; i < count; i++)
        {
            items[i] = new ItemTensor[inputs.Length];
        }

        for (var input = 0; input < inputs.Length; input++)
        {
            Rows.Split(inputs[input], items, input);
        }

        return items;
    }

    private Tensor[] OutputsOf(IReadOnlyList<ItemTensor[]> items)
    {
        var outputs = new Tensor[Metadata.Outputs.Count];
        for (var i = 0; i < outputs.Length; i++)
        {
            var place = face.Outputs[i];
            outputs[i] = IsBatched ? Rows.Join(Metadata.Outputs[i], items, place) : Whole(Metadata.Outputs[i], items[0][place]);
        }

        return outputs;
    }

    private static Tensor Whole(TensorMetadata output, in ItemTensor tensor) => new(output.Name, output.Datatype, [.. tensor.Shape.Select(d => (long)d)], tensor.Data);
}

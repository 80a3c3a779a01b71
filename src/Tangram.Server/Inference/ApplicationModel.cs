using System.Runtime.InteropServices;
using System.Text;
using Tangram.Core.Time;
using Tangram.Operators;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Metrics;
using Tangram.Server.Serving;

namespace Tangram.Server.Inference;

/// <summary>A whole application as one model: it takes the bytes of a request and answers with the tensors of its answer operator.</summary>
internal sealed class ApplicationModel(BoundApplication bound, RequestExecutor executor) : IServedModel
{
    /// <summary>Name of the one input: the bytes of a request, as <c>POST /{application}</c> takes them.</summary>
    public const string Input = "input";

    /// <summary>Version under which applications are served.</summary>
    public const string Version = "1";

    /// <summary>The application's name.</summary>
    public string Name => bound.Application.Name;

    /// <inheritdoc/>
    public ModelMetadata Metadata { get; } = new(
        bound.Application.Name,
        [Version],
        "tangram",
        [new TensorMetadata(Input, Datatype.Bytes, [1])],
        [.. bound.Answer.Tensors.Select(t => new TensorMetadata(t.Name, Datatype.Find(t.Datatype)!, [.. t.Shape.Select(d => (long)d)]))]);

    /// <inheritdoc/>
    public ModelConfiguration Configuration => new(Name, Metadata.Platform, 0, Metadata.Inputs, Metadata.Outputs);

    /// <inheritdoc/>
    public ModelCounters Counters { get; } = new(bound.Application.Name, Version);

    /// <inheritdoc/>
    public bool IsReady => executor.IsReady();

    // The limit of requests that bring none.
    private TimeSpan LatencyObjective => TimeSpan.FromMilliseconds(bound.Application.Objectives.LatencyMilliseconds);

    /// <inheritdoc/>
    public void RefuseEarly(Instant arrivedAt)
    {
        if (executor.RefuseEarly(arrivedAt + LatencyObjective, Counters) is { } refused)
        {
            throw OutcomeResult.Refused(refused);
        }
    }

    /// <inheritdoc/>
    public async Task<InferAnswer> InferAsync(InferRequest request, Instant arrivedAt, CancellationToken cancellation)
    {
        InputCheck.Single(request, Metadata);
        InputCheck.Outputs(request, Metadata);
        var (answer, isPartial) = await AnswerAsync(ByteStrings.Split(request.Inputs[0])[0], new RequestTerms(arrivedAt, request.Timeout ?? LatencyObjective, Counters) { Priority = RequestTerms.PriorityOf(request.Priority) }, cancellation);
        return new InferAnswer(Name, Version, OutputChoice.Of(request, [.. answer.Tensors.Select(ToTensor)], Configuration), isPartial);
    }

    /// <summary>Runs a request whose input is given as it is.</summary>
    /// <param name="input">The bytes of the request.</param>
    /// <param name="arrivedAt">When it arrived.</param>
    /// <param name="priority">See <see cref="RequestTerms.PriorityOf"/>.</param>
    /// <param name="cancellation">The client went away.</param>
    public Task<(Answer Answer, bool IsPartial)> AnswerAsync(ReadOnlyMemory<byte> input, Instant arrivedAt, int priority, CancellationToken cancellation) =>
        AnswerAsync(input, new RequestTerms(arrivedAt, LatencyObjective, Counters) { Priority = RequestTerms.PriorityOf(priority) }, cancellation);

    private async Task<(Answer Answer, bool IsPartial)> AnswerAsync(ReadOnlyMemory<byte> input, RequestTerms terms, CancellationToken cancellation)
    {
        var entry = bound.Entry.Read(input);
        using var answered = OutcomeResult.Of(await executor.RunApplicationAsync(entry, terms, cancellation));
        return (bound.Answer.Compose(entry, answered.Results), answered.IsPartial);
    }

    private static Tensor ToTensor(AnswerTensor tensor) => new(
        tensor.Name,
        tensor.Floats is null ? Datatype.Bytes : Datatype.Fp32,
        [.. tensor.Shape.Select(s => (long)s)],
        tensor.Floats is { } floats
            ? MemoryMarshal.AsBytes<float>(floats).ToArray()
            : ByteStrings.Join([.. tensor.Strings!.Select(Encoding.UTF8.GetBytes)]));
}

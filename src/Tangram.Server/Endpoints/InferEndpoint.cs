using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Tangram.Core.Time;
using Tangram.Operators;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Serving;

namespace Tangram.Server.Endpoints;

/// <summary><c>POST /v2/models/{name}/infer</c>, for the application as one model and for each task's model.</summary>
internal static class InferEndpoint
{
    /// <summary>Name of the application's one input: the bytes of a request, as <c>POST /{application}</c> takes them.</summary>
    public const string ApplicationInput = "input";

    private const string JsonLengthHeader = "Inference-Header-Content-Length";

    public static async Task HandleAsync(HttpContext context, string model, ServedApplication served)
    {
        var arrivedAt = served.Executor.Now;
        using var body = await RequestBody.ReadAsync(context, served.Options.MaxBodyBytes);
        var request = InferRequestReader.Read(body.Bytes, JsonLength(context));
        var limit = request.Timeout ?? served.LatencyObjective;
        var outputs = string.Equals(model, served.Application.Name, StringComparison.Ordinal)
            ? await InferApplicationAsync(context, served, request, arrivedAt, limit)
            : await InferTaskAsync(context, served, model, request, arrivedAt, limit);
        if (outputs is not null)
        {
            await AnswerAsync(context, model, request, outputs);
        }
    }

    private static int? JsonLength(HttpContext context)
    {
        string? text = context.Request.Headers[JsonLengthHeader];
        return text is null ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
            : throw new ProtocolException($"{JsonLengthHeader} is '{text}'; it is a whole number of bytes");
    }

    private static async Task<IReadOnlyList<Tensor>?> InferApplicationAsync(
        HttpContext context, ServedApplication served, InferRequest request, Instant arrivedAt, TimeSpan limit)
    {
        var input = Single(request, ApplicationInput, Datatype.Bytes, served.Application.Name);
        if (input.Elements != 1)
        {
            throw new ProtocolException($"input '{input.Name}' has shape {Tensor.Describe(input.Shape)}; model '{served.Application.Name}' takes [1]");
        }

        RefuseUnknownOutputs(request, served.Bound.Answer.Tensors.Select(t => t.Name), served.Application.Name);
        var entry = served.Bound.Entry.Read(ByteStrings.Split(input)[0]);
        var outcome = await served.Executor.RunApplicationAsync(entry, arrivedAt, limit, context.RequestAborted);
        return await OutcomeAnswer.ResultOrErrorAsync(context, outcome) is { } answered
            ? [.. served.Bound.Answer.Compose(entry, answered.Results).Tensors.Select(ToTensor)]
            : null;
    }

    private static async Task<IReadOnlyList<Tensor>?> InferTaskAsync(
        HttpContext context, ServedApplication served, string name, InferRequest request, Instant arrivedAt, TimeSpan limit)
    {
        var model = served.Models[name];
        var input = Single(request, model.Input, Datatype.Fp32, name);
        var items = (int)(input.Shape.Count > 0 ? input.Shape[0] : 0);
        if (items < 1 || !input.Shape.Skip(1).SequenceEqual(model.Variant.Input.Select(s => (long)s)))
        {
            throw new ProtocolException($"input '{input.Name}' has shape {Tensor.Describe(input.Shape)}; model '{name}' takes {Tensor.Describe([-1, .. model.Variant.Input.Select(s => (long)s)])}");
        }

        RefuseUnknownOutputs(request, [model.Output], name);
        var floats = MemoryMarshal.Cast<byte, float>(input.Data.Span).ToArray();
        var outcome = await served.Executor.RunTaskAsync(
            model.Task,
            [.. Enumerable.Range(0, items).Select(i => (ReadOnlyMemory<float>)floats.AsMemory(i * model.Variant.InputElements, model.Variant.InputElements))],
            arrivedAt,
            limit,
            context.RequestAborted);
        return await OutcomeAnswer.ResultOrErrorAsync(context, outcome) is { } answered ? [Joined(model.Output, answered.Tensors)] : null;
    }

    private static Tensor Single(InferRequest request, string name, Datatype datatype, string model)
    {
        if (request.Inputs.Count != 1)
        {
            throw new ProtocolException($"expected 1 input but got {request.Inputs.Count} inputs for model '{model}'; it takes '{name}'");
        }

        var input = request.Inputs[0];
        if (!string.Equals(input.Name, name, StringComparison.Ordinal))
        {
            throw new ProtocolException($"unexpected inference input '{input.Name}' for model '{model}'; it takes '{name}'");
        }

        return input.Datatype == datatype
            ? input
            : throw new ProtocolException($"input '{name}' has datatype {input.Datatype}; model '{model}' takes {datatype}");
    }

    private static void RefuseUnknownOutputs(InferRequest request, IEnumerable<string> known, string model)
    {
        var names = known.ToList();
        if (request.Outputs.FirstOrDefault(o => !names.Contains(o.Name, StringComparer.Ordinal)) is { } unknown)
        {
            throw new ProtocolException($"unexpected inference output '{unknown.Name}' for model '{model}'; it has {string.Join(", ", names)}");
        }
    }

    private static Tensor Joined(string name, IReadOnlyList<ItemTensor> items) => new(
        name,
        Datatype.Fp32,
        [items.Count, .. items[0].Shape.Select(s => (long)s)],
        items.SelectMany(i => MemoryMarshal.AsBytes<float>(i.Data).ToArray()).ToArray());

    private static Tensor ToTensor(AnswerTensor tensor) => new(
        tensor.Name,
        tensor.Floats is null ? Datatype.Bytes : Datatype.Fp32,
        [.. tensor.Shape.Select(s => (long)s)],
        tensor.Floats is { } floats
            ? MemoryMarshal.AsBytes<float>(floats).ToArray()
            : ByteStrings.Join([.. tensor.Strings!.Select(Encoding.UTF8.GetBytes)]));

    private static async Task AnswerAsync(HttpContext context, string model, InferRequest request, IReadOnlyList<Tensor> outputs)
    {
        var json = new ArrayBufferWriter<byte>();
        var behind = InferResponseWriter.WriteJson(json, model, request, outputs);
        if (behind.Count > 0)
        {
            context.Response.Headers[JsonLengthHeader] = json.WrittenCount.ToString(CultureInfo.InvariantCulture);
        }

        context.Response.ContentType = behind.Count > 0 ? "application/octet-stream" : "application/json";
        await context.Response.Body.WriteAsync(json.WrittenMemory, context.RequestAborted);
        foreach (var tensor in behind)
        {
            await context.Response.Body.WriteAsync(tensor.Data, context.RequestAborted);
        }
    }
}

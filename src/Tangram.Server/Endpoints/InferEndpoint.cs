using System.Buffers;
using System.Globalization;
using Tangram.Core.Time;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Inference;
using Tangram.Server.Tracing;

namespace Tangram.Server.Endpoints;

/// <summary><c>POST /v2/models/{model}/infer</c>: JSON, with tensors inside it or as bytes behind it, both ways.</summary>
internal static class InferEndpoint
{
    private const string JsonLengthHeader = "Inference-Header-Content-Length";

    // Reading less costs no more than asking first whether it is worth it.
    private const int SmallBody = 64 * 1024;

    // Most answers whose tensors follow the JSON fit; growing takes 4 KiB at least.
    private const int HeadBytes = 512;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _head;

    public static Task HandleAsync(HttpContext context, Front front)
    {
        var arrivedAt = front.Service.Now;
        var model = (string)context.Request.RouteValues["model"]!;
        var version = (string?)context.Request.RouteValues.GetValueOrDefault("version") ?? string.Empty;
        return front.Tracing is { } tracing
            ? TraceAsync(tracing, context, front, model, version, arrivedAt)
            : InferAsync(context, front, model, version, arrivedAt);
    }

    // A method of its own, since what it makes for that is made as a method begins.
    private static Task TraceAsync(RequestTracing tracing, HttpContext context, Front front, string model, string version, Instant arrivedAt) =>
        tracing.RunAsync(context.Request.Headers, model, version, arrivedAt, () => InferAsync(context, front, model, version, arrivedAt));

    private static async Task InferAsync(HttpContext context, Front front, string model, string version, Instant arrivedAt)
    {
        var service = front.Service;
        if (context.Request.ContentLength is null or > SmallBody)
        {
            service.RefuseEarly(model, version, arrivedAt);
        }
        else
        {
            service.Metadata(model, version);
        }

        using var body = await RequestBody.ReadAsync(context, front.Options.Limits.MaxBodyBytes);
        var request = InferRequestReader.Read(body.Bytes, JsonLength(context));
        RequestId.Note(context, request.Id);
        RequestTrace.Current?.Identify(request.Id);
        using var answer = await service.InferAsync(model, version, request, arrivedAt, context.RequestAborted);
        await AnswerAsync(context, request, answer);
    }

    private static int? JsonLength(HttpContext context)
    {
        string? text = context.Request.Headers[JsonLengthHeader];
        return text is null ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
            : throw new ProtocolException($"{JsonLengthHeader} is '{text}'; it is a whole number of bytes");
    }

    private static async Task AnswerAsync(HttpContext context, InferRequest request, InferAnswer answer)
    {
        // Between here and where it is written nothing is waited for, so the thread's own memory does.
        var json = _head ??= new ArrayBufferWriter<byte>(HeadBytes);
        json.ResetWrittenCount();
        var behind = InferResponseWriter.WriteJson(json, answer.Model, answer.Version, request, answer.Outputs);
        var response = context.Response;
        PartialHeader.Set(response, answer.IsPartial);
        if (behind.Count > 0)
        {
            response.Headers[JsonLengthHeader] = json.WrittenCount.ToString(CultureInfo.InvariantCulture);
        }

        response.ContentType = behind.Count > 0 ? "application/octet-stream" : "application/json";
        response.ContentLength = json.WrittenCount + behind.Sum(t => (long)t.Data.Length);
        var writer = response.BodyWriter;
        writer.Write(json.WrittenSpan);
        foreach (var tensor in behind)
        {
            // Small ones go out together, in one call of the system.
            if (tensor.Data.Length < SmallBody)
            {
                writer.Write(tensor.Data.Span);
            }
            else
            {
                await writer.WriteAsync(tensor.Data, context.RequestAborted);
            }
        }

        await writer.FlushAsync(context.RequestAborted);
    }
}

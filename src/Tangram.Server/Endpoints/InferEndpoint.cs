using System.Buffers;
using System.Globalization;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Inference;

namespace Tangram.Server.Endpoints;

/// <summary><c>POST /v2/models/{model}/infer</c>: JSON, with tensors inside it or as bytes behind it, both ways.</summary>
internal static class InferEndpoint
{
    private const string JsonLengthHeader = "Inference-Header-Content-Length";

    // Most answers whose tensors follow the JSON fit; growing takes 4 KiB at least.
    private const int HeadBytes = 512;

    public static async Task HandleAsync(HttpContext context, Front front)
    {
        var service = front.Service;
        var arrivedAt = service.Now;
        var model = (string)context.Request.RouteValues["model"]!;
        var version = (string?)context.Request.RouteValues.GetValueOrDefault("version") ?? string.Empty;
        service.RefuseEarly(model, version, arrivedAt);
        using var body = await RequestBody.ReadAsync(context, front.Options.Limits.MaxBodyBytes);
        var request = InferRequestReader.Read(body.Bytes, JsonLength(context));
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
        var json = new ArrayBufferWriter<byte>(HeadBytes);
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
            await writer.WriteAsync(tensor.Data, context.RequestAborted);
        }

        await writer.FlushAsync(context.RequestAborted);
    }
}

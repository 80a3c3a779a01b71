using System.Text.Json;
using Tangram.Server.Inference;

namespace Tangram.Server.Endpoints;

/// <summary><c>POST /{application}</c>: the input as the whole body, the answer as JSON made for people.</summary>
internal static class ApplicationEndpoint
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task HandleAsync(HttpContext context, ApplicationModel application, Front front)
    {
        var arrivedAt = front.Service.Now;
        application.RefuseEarly(arrivedAt);
        using var body = await RequestBody.ReadAsync(context, front.Options.Limits.MaxBodyBytes);
        var (answer, isPartial) = await application.AnswerAsync(body.Bytes, arrivedAt, context.RequestAborted);
        PartialHeader.Set(context.Response, isPartial);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer.Json, Json), context.RequestAborted);
    }
}

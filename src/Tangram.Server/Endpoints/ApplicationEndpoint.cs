using System.Text.Json;
using Tangram.Server.Serving;

namespace Tangram.Server.Endpoints;

/// <summary><c>POST /{application}</c>: the input as the whole body, the answer as JSON made for people.</summary>
internal static class ApplicationEndpoint
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task HandleAsync(HttpContext context, ServedApplication served)
    {
        var arrivedAt = served.Executor.Now;
        if (served.Executor.RefuseEarly(arrivedAt + served.LatencyObjective) is { } refused)
        {
            await OutcomeAnswer.ResultOrErrorAsync(context, refused);
            return;
        }

        using var body = await RequestBody.ReadAsync(context, served.Options.MaxBodyBytes);
        var entry = served.Bound.Entry.Read(body.Bytes);
        var outcome = await served.Executor.RunApplicationAsync(entry, arrivedAt, served.LatencyObjective, context.RequestAborted);
        if (await OutcomeAnswer.ResultOrErrorAsync(context, outcome) is { } answered)
        {
            var answer = served.Bound.Answer.Compose(entry, answered.Results);
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer.Json, Json), context.RequestAborted);
        }
    }
}

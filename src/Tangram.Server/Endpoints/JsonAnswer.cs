using System.Buffers;
using System.Text.Json;

namespace Tangram.Server.Endpoints;

/// <summary>An answer in JSON. It is written to memory first, so that a fault on the way is answered as one.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            write(json);
        }

        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = body.WrittenCount;
        return httpContext.Response.Body.WriteAsync(body.WrittenMemory, httpContext.RequestAborted).AsTask();
    }
}

namespace Tangram.Server.Endpoints;

/// <summary>What a request is called in the log and in its answer's header <c>X-Request-Id</c>: as its client calls it, in that header or else in its body, or by a name of ours.</summary>
/// <remarks>A name of ours is made where one is needed, by the web server, of the connection and of the request's number on it.</remarks>
internal static class RequestId
{
    /// <summary>The header.</summary>
    public const string Header = "X-Request-Id";

    private const int Longest = 128;

    /// <summary>What the request is called.</summary>
    public static string Of(HttpContext context) => context.TraceIdentifier;

    /// <summary>Reads the header.</summary>
    public static void Take(HttpContext context)
    {
        if (context.Request.Headers.TryGetValue(Header, out var sent) && sent is [{ } id])
        {
            Name(context, id);
        }
    }

    /// <summary>Its body says what its client calls the request, if anything; the header goes before that.</summary>
    public static void Note(HttpContext context, string? id)
    {
        if (id is not null && !context.Response.Headers.ContainsKey(Header))
        {
            Name(context, id);
        }
    }

    /// <summary>Tells the client.</summary>
    public static void Answer(HttpContext context, IHeaderDictionary headers) => headers[Header] = Of(context);

    // Headers and lines of a log hold no more than that.
    private static void Name(HttpContext context, string id)
    {
        if (id.Length is > 0 and <= Longest && !id.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            context.TraceIdentifier = id;
            context.Response.Headers[Header] = id;
        }
    }
}

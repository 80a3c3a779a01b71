using System.Security.Cryptography;
using System.Text;
using Tangram.Server.Grpc;

namespace Tangram.Server.Endpoints;

/// <summary>Lets only those in who bring a key: <c>Authorization: Bearer KEY</c> or <c>X-API-Key: KEY</c>.</summary>
internal sealed class ApiKeys(IReadOnlyList<string> keys)
{
    private const string Scheme = "Bearer ";
    private const string Refusal = "no valid key: send one in the header 'Authorization: Bearer KEY' or 'X-API-Key: KEY'";

    // Hashes are compared: they are of one length, and the time that takes says nothing of the key.
    private readonly byte[][] _hashes = [.. keys.Select(k => SHA256.HashData(Encoding.UTF8.GetBytes(k)))];

    /// <summary>Goes on with a request that has a key or needs none; any other is answered with 401, or UNAUTHENTICATED.</summary>
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        return context.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is not null || IsKnown(KeyOf(context.Request)) ? next(context) : RefuseAsync(context);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        if (!GrpcRunner.IsGrpc(context.Request.ContentType))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return ErrorAnswer.WriteAsync(context, StatusCodes.Status401Unauthorized, Refusal);
        }

        context.Response.ContentType = context.Request.ContentType;
        new GrpcStatus(GrpcCode.Unauthenticated, Refusal).Write(context.Response.Headers);
        RequestId.Answer(context, context.Response.Headers);
        return Task.CompletedTask;
    }

    private static string? KeyOf(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        return authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : request.Headers["X-API-Key"];
    }

    private bool IsKnown(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return false;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var known = false;
        foreach (var one in _hashes)
        {
            known |= CryptographicOperations.FixedTimeEquals(one, hash);
        }

        return known;
    }
}

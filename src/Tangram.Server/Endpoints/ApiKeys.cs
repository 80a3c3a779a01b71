using System.Security.Cryptography;
using System.Text;
using Tangram.Server.Inference;

namespace Tangram.Server.Endpoints;

/// <summary>Lets only those in who bring a key: <c>Authorization: Bearer KEY</c> or <c>X-API-Key: KEY</c>.</summary>
internal sealed class ApiKeys(IReadOnlyList<string> keys)
{
    private const string Scheme = "Bearer ";

    // Hashes are compared: they are of one length, and the time that takes says nothing of the key.
    private readonly byte[][] _hashes = [.. keys.Select(k => SHA256.HashData(Encoding.UTF8.GetBytes(k)))];

    /// <summary>Goes on with a request that has a key or needs none.</summary>
    /// <exception cref="InferenceException">It has none.</exception>
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is null && !IsKnown(KeyOf(context.Request)))
        {
            throw new InferenceException(InferenceFault.Unauthenticated, "no valid key: send one in the header 'Authorization: Bearer KEY' or 'X-API-Key: KEY'");
        }

        return next(context);
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

namespace Tangram.Server.Inference;

/// <summary>Why a call was not carried out; HTTP has a status and gRPC a code for each.</summary>
internal enum InferenceFault
{
    /// <summary>The request is not as it has to be: 400, INVALID_ARGUMENT.</summary>
    Invalid,

    /// <summary>No valid key came with it: 401, UNAUTHENTICATED.</summary>
    Unauthenticated,

    /// <summary>There is no such model, version or method: 404, NOT_FOUND.</summary>
    NotFound,

    /// <summary>The body is larger than is taken: 413, RESOURCE_EXHAUSTED.</summary>
    TooLarge,

    /// <summary>Something failed that the client did not cause: 500, INTERNAL.</summary>
    Failed,

    /// <summary>It is refused for now, or was dropped: 503 with Retry-After, UNAVAILABLE.</summary>
    Unavailable,
}

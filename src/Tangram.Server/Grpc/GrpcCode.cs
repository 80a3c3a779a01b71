namespace Tangram.Server.Grpc;

/// <summary>How a call ended, with gRPC's numbers; those this server gives.</summary>
internal enum GrpcCode
{
    /// <summary>It was answered.</summary>
    Ok = 0,

    /// <summary>The client went away.</summary>
    Cancelled = 1,

    /// <summary>The request is not as it has to be.</summary>
    InvalidArgument = 3,

    /// <summary>The client's time is up.</summary>
    DeadlineExceeded = 4,

    /// <summary>There is no such model or service.</summary>
    NotFound = 5,

    /// <summary>The request is larger than is taken.</summary>
    ResourceExhausted = 8,

    /// <summary>There is no such method, or it does not do this.</summary>
    Unimplemented = 12,

    /// <summary>Something failed that the client did not cause.</summary>
    Internal = 13,

    /// <summary>It is refused for now.</summary>
    Unavailable = 14,

    /// <summary>No valid key came with it.</summary>
    Unauthenticated = 16,
}

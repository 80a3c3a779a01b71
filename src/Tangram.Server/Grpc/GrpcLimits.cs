namespace Tangram.Server.Grpc;

/// <summary>How much a gRPC client may ask for.</summary>
internal sealed record GrpcLimits
{
    /// <summary>Largest message in bytes, also after it was decompressed. Default 32 MiB.</summary>
    public int MaxMessageBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Requests of one stream that run at once; more wait in the client. Default 64.</summary>
    public int MaxStreamRequests { get; init; } = 64;

    /// <summary>How often a watched service's health is looked at. Default 1 s.</summary>
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromSeconds(1);
}

namespace Tangram.Server.Endpoints;

/// <summary>What a port is for. Routes carry it as metadata and are found at ports of that face alone.</summary>
internal enum Face
{
    /// <summary>The Open Inference Protocol over HTTP, and applications.</summary>
    Http,

    /// <summary>The Open Inference Protocol over gRPC; and over HTTP for those who speak HTTP/2 from the first byte.</summary>
    Grpc,

    /// <summary>Metrics.</summary>
    Metrics,
}

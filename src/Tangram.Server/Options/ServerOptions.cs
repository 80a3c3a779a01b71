using System.Net;
using Tangram.Scheduling;

namespace Tangram.Server.Options;

/// <summary>How a server listens and how it schedules.</summary>
public sealed record ServerOptions
{
    /// <summary>What it calls itself to clients. Default <c>tangram</c>.</summary>
    public string Name { get; init; } = "tangram";

    /// <summary>Address it listens on. Default loopback, so that nothing outside this machine reaches it.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port for HTTP; 0 picks a free one. Default 8000, as Triton's.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>Port for gRPC; 0 picks a free one. Default 8001, as Triton's.</summary>
    public int GrpcPort { get; init; } = 8001;

    /// <summary>Port for metrics; 0 picks a free one. Default 8002, as Triton's.</summary>
    public int MetricsPort { get; init; } = 8002;

    /// <summary>What is asked of connections and of the sizes of messages.</summary>
    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>Keys of which a request has to bring one, other than for health; none are asked for where it is empty.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>Certificate in PEM for TLS on every port; none unless given.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>Its key in PEM; in the certificate's file unless given.</summary>
    public string? TlsKey { get; init; }

    /// <summary>How long a drain waits for accepted requests before it gives up on them. Default 30 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time that a request to a model of a repository has where it brings no <c>timeout</c>. Default 30 s.</summary>
    public TimeSpan DefaultTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where traces of requests are sent; nowhere unless given, and nothing is spent on them then.</summary>
    public TraceExport? Traces { get; init; }

    /// <summary>Whether its log is an object of JSON on each line, instead of text.</summary>
    public bool LogsJson { get; init; }

    /// <summary>How it schedules.</summary>
    public PolicyChoice Policies { get; init; } = new();

    /// <summary>File that the decision log is written to, replacing what is there; none unless given.</summary>
    public string? DecisionLog { get; init; }

    /// <summary>File that observations of batches are appended to, for `tangram interference`; none unless given, or where nothing is predicted.</summary>
    public string? Observations { get; init; }

    /// <summary>A batch that runs this many times its expected time, and <see cref="HangFloor"/> more, is taken for hung. Default 20.</summary>
    public double HangFactor { get; init; } = 20;

    /// <summary>See <see cref="HangFactor"/>. Default 5 s.</summary>
    public TimeSpan HangFloor { get; init; } = TimeSpan.FromSeconds(5);
}

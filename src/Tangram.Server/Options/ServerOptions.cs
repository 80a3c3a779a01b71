using System.Net;

namespace Tangram.Server.Options;

/// <summary>How a server listens and how it schedules.</summary>
public sealed record ServerOptions
{
    /// <summary>Address it listens on. Default loopback, so that nothing outside this machine reaches it.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port for HTTP; 0 picks a free one. Default 8000, as Triton's.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>Largest request body in bytes. Default 32 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How long a drain waits for accepted requests before it gives up on them. Default 30 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Name of a dispatch policy. Default <c>least-loaded</c>.</summary>
    public string Dispatch { get; init; } = "least-loaded";

    /// <summary>Name of a batching policy. Default <c>greedy</c>.</summary>
    public string Batching { get; init; } = "greedy";

    /// <summary>Name of an admission policy. Default <c>deadline</c>.</summary>
    public string Admission { get; init; } = "deadline";

    /// <summary>Name of an early-drop policy. Default <c>every-stage</c>.</summary>
    public string Drop { get; init; } = "every-stage";

    /// <summary>Items that may wait at one segment. Default 1024.</summary>
    public int QueueLimit { get; init; } = 1024;

    /// <summary>A batch that runs this many times its expected time, and <see cref="HangFloor"/> more, is taken for hung. Default 20.</summary>
    public double HangFactor { get; init; } = 20;

    /// <summary>See <see cref="HangFactor"/>. Default 5 s.</summary>
    public TimeSpan HangFloor { get; init; } = TimeSpan.FromSeconds(5);
}

using System.Net;
using Tangram.Scheduling;

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

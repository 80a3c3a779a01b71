namespace Tangram.Server.Options;

/// <summary>What is asked of connections and of the sizes of messages, so that no client can hold a server up.</summary>
public sealed record ConnectionLimits
{
    /// <summary>Largest request body in bytes, after decompression. Default 32 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Most bytes of tensors in one answer. Default 256 MiB.</summary>
    public long MaxAnswerBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Most connections at once, of all ports together. Default 20,000.</summary>
    public long MaxConnections { get; init; } = 20_000;

    /// <summary>How long a connection may lie idle between requests. Default 2 min.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a request's header may take to arrive. Default 10 s.</summary>
    public TimeSpan Header { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Fewest bytes per second of a request's body, and of an answer's that a client takes, after <see cref="Grace"/>. Default 1 KiB.</summary>
    public double LeastBytesPerSecond { get; init; } = 1024;

    /// <summary>How long a body may be slower than that. Default 5 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);
}

namespace Tangram.Devices.Workers;

/// <summary>How one worker process is started.</summary>
public sealed record WorkerSettings
{
    /// <summary>Cores it is pinned to; none means any core. Default none.</summary>
    public IReadOnlyList<int> Cores { get; init; } = [];

    /// <summary>Further environment variables, such as <c>CUDA_VISIBLE_DEVICES</c>. Default none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the worker program is; null means beside this program. Default null.</summary>
    public WorkerLocation? Location { get; init; }

    /// <summary>How long it may take to start and answer the handshake. Default 20 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a load or warm-up may take. Default 60 s.</summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take to exit after being told to, before it is killed. Default 2 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);
}

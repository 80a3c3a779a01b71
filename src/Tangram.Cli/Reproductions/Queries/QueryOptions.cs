namespace Tangram.Cli.Reproductions.Queries;

/// <summary>How much is simulated.</summary>
internal sealed record QueryOptions
{
    /// <summary>GPUs [R].</summary>
    public int Gpus { get; init; } = 8;

    /// <summary>Loads of each curve; at least 2.</summary>
    public int Points { get; init; } = 20;

    /// <summary>Queries at each load; at least 100.</summary>
    public int Queries { get; init; } = 20_000;

    /// <summary>Seed of the queries, and of the random layout.</summary>
    public ulong Seed { get; init; } = 1;
}

namespace Tangram.Protocol.OpenInference.Models;

/// <summary>What a model has done since it was loaded, as Triton's statistics extension tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="LastInferenceMilliseconds">When it last ran, in milliseconds since 1970; 0 where it never did.</param>
/// <param name="InferenceCount">Items that ran.</param>
/// <param name="ExecutionCount">Batches that ran.</param>
public sealed record ModelStatistics(string Name, string Version, long LastInferenceMilliseconds, long InferenceCount, long ExecutionCount)
{
    /// <summary>Requests that were answered.</summary>
    public DurationStatistic Success { get; init; }

    /// <summary>Requests that failed, were refused or dropped.</summary>
    public DurationStatistic Fail { get; init; }

    /// <summary>Waiting of requests that were answered.</summary>
    public DurationStatistic Queue { get; init; }

    /// <summary>Moving inputs to the model, for requests that were answered.</summary>
    public DurationStatistic ComputeInput { get; init; }

    /// <summary>Inference, for requests that were answered.</summary>
    public DurationStatistic ComputeInfer { get; init; }

    /// <summary>Moving outputs from the model, for requests that were answered.</summary>
    public DurationStatistic ComputeOutput { get; init; }

    /// <summary>Batches by size.</summary>
    public IReadOnlyList<BatchStatistic> Batches { get; init; } = [];
}

using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Repository;

/// <summary>What a model's configuration states; all it leaves out comes from the model file.</summary>
/// <param name="Source">What the user calls the configuration; for messages.</param>
internal sealed record WrittenConfiguration(string Source)
{
    /// <summary>The model's name; null where it is that of the folder.</summary>
    public string? Name { get; init; }

    /// <summary>Most items in a batch; null where the model file is to tell.</summary>
    public int? MaxBatchSize { get; init; }

    /// <summary>Its inputs; empty where the model file is to tell.</summary>
    public IReadOnlyList<WrittenTensor> Inputs { get; init; } = [];

    /// <summary>Its outputs; empty where the model file is to tell.</summary>
    public IReadOnlyList<WrittenTensor> Outputs { get; init; } = [];

    /// <summary>How items are batched; null where every request runs by itself.</summary>
    public DynamicBatching? Batching { get; init; }

    /// <summary>Worker processes that run it at once; at least 1.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>The model file's name in a version's folder; null for the usual one.</summary>
    public string? ModelFileName { get; init; }

    /// <summary>Versions that may be served; null for any.</summary>
    public IReadOnlyList<long>? AllowedVersions { get; init; }

    /// <summary>What was passed over because it has no meaning here, one line each, for the log.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

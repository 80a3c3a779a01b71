using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Serving;

namespace Tangram.Server.Repository;

/// <summary>What has become of one model of a repository.</summary>
internal sealed class ModelSlot(string name)
{
    /// <summary>Held by whoever loads or unloads it.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>What clients are told of it.</summary>
    public RepositoryEntry Entry { get; set; } = new(name, string.Empty, "UNAVAILABLE", string.Empty);

    /// <summary>Whether a client asked that it be not served.</summary>
    public bool IsUnwanted { get; set; }

    /// <summary>Serves it; null where nothing does.</summary>
    public ApplicationHost? Host { get; set; }
}

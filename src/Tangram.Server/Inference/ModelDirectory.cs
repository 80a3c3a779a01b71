using System.Collections.Concurrent;

namespace Tangram.Server.Inference;

/// <summary>The models that are served, by name. Safe to use from many threads.</summary>
internal sealed class ModelDirectory
{
    private readonly ConcurrentDictionary<string, IServedModel> _models = new(StringComparer.Ordinal);

    /// <summary>Every model, by name.</summary>
    public IReadOnlyList<IServedModel> All() => [.. _models.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Value)];

    /// <summary>The model of a name, if it is served and has the version; an empty version is any.</summary>
    public IServedModel? Find(string name, string version) =>
        _models.TryGetValue(name, out var model) && (version.Length == 0 || string.Equals(model.Counters.Version, version, StringComparison.Ordinal)) ? model : null;

    /// <summary>Serves a model under its name, instead of the one that was served under it.</summary>
    public void Set(IServedModel model) => _models[model.Metadata.Name] = model;

    /// <summary>Serves a name no longer.</summary>
    public void Remove(string name) => _models.TryRemove(name, out _);
}

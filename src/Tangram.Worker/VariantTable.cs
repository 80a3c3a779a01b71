using System.Globalization;
using Tangram.Core.Catalogs;
using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;
using Tangram.Worker.Runtimes;

namespace Tangram.Worker;

/// <summary>The variants a worker has loaded, by name.</summary>
internal sealed class VariantTable : IDisposable
{
    private readonly Dictionary<string, LoadedVariant> _variants = new(StringComparer.Ordinal);

    /// <summary>Loads a variant, after dropping the one of the same name.</summary>
    /// <exception cref="ModelException">It cannot be loaded.</exception>
    public VariantLoaded Load(LoadVariant variant)
    {
        Check(variant);
        Remove(variant.Variant);
        var loaded = new LoadedVariant(variant, Runtime(variant).Load(variant));
        _variants.Add(variant.Variant, loaded);
        return loaded.Description;
    }

    /// <summary>Drops a variant.</summary>
    /// <exception cref="ModelException">There is none of that name.</exception>
    public void Unload(string name)
    {
        if (!Remove(name))
        {
            throw Unknown(name);
        }
    }

    /// <summary>The variant called <paramref name="name"/>.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public LoadedVariant Find(string name) => _variants.GetValueOrDefault(name) ?? throw Unknown(name);

    public void Dispose()
    {
        foreach (var variant in _variants.Values)
        {
            variant.Dispose();
        }

        _variants.Clear();
    }

    private static void Check(LoadVariant variant)
    {
        if (variant.IsAsTheFileSays)
        {
            return;
        }

        var bytes = variant.ItemShape.Aggregate((Int128)sizeof(float) * variant.MaxBatch, (product, dimension) => product * dimension);
        if (variant.MaxBatch < 1 || variant.ItemShape.Any(dimension => dimension < 1) || bytes > WorkerProtocol.MaxPayloadBytes)
        {
            throw new ModelException(string.Create(
                CultureInfo.InvariantCulture,
                $"variant '{variant.Variant}' has items of [{string.Join(",", variant.ItemShape)}] in batches of up to {variant.MaxBatch}; dimensions and batches are at least 1 and a batch is at most {WorkerProtocol.MaxPayloadBytes} bytes"));
        }
    }

    private static IModelRuntime Runtime(LoadVariant variant)
    {
        try
        {
            return RuntimeCatalog.Runtimes.Create(variant.Runtime, ParseSettings(variant.Settings));
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new ModelException(e.Message, e);
        }
    }

    private static Settings ParseSettings(string text) =>
        new(text.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0].Trim(), pair => pair.Length > 1 ? pair[1].Trim() : "", StringComparer.Ordinal));

    private bool Remove(string name)
    {
        if (!_variants.Remove(name, out var old))
        {
            return false;
        }

        old.Dispose();
        return true;
    }

    private ModelException Unknown(string name) =>
        new($"no variant called '{name}' is loaded; loaded: {string.Join(", ", _variants.Keys.Order(StringComparer.Ordinal))}");
}

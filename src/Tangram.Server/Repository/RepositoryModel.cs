using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Repository;

/// <summary>A model of a repository as it lies on disk.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version that is served: the highest that is there and may be.</param>
/// <param name="Versions">Every version that is there, rising.</param>
/// <param name="ModelFile">Path of the ONNX file of <see cref="Version"/>.</param>
internal sealed record RepositoryModel(string Name, long Version, IReadOnlyList<long> Versions, string ModelFile)
{
    /// <summary>Path of its configuration; null where it has none.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Text of its configuration; null where it has none.</summary>
    public string? ConfigText { get; init; }

    /// <summary>What its configuration states; null where it has none.</summary>
    public WrittenConfiguration? Configuration { get; init; }

    /// <summary>Labels of an output's classes by the output's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Labels { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>How it is served, given what its ONNX file says.</summary>
    /// <exception cref="Tangram.Core.Files.InvalidFileException">The configuration contradicts the file.</exception>
    public ModelConfiguration Complete(IReadOnlyList<TensorMetadata> inputs, IReadOnlyList<TensorMetadata> outputs) =>
        ModelConfigurationReader.Complete(Name, Configuration, inputs, outputs) with { Labels = Labels };
}

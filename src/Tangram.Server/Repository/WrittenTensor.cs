using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Repository;

/// <summary>An input or output as a configuration states it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Datatype">Type of its elements; null where the configuration leaves it to the model file.</param>
/// <param name="Dimensions">Its dimensions without that of the batch, −1 being any; null where the configuration leaves them to the model file.</param>
/// <param name="Line">The line it begins on, from 1; 0 where that is not known.</param>
internal sealed record WrittenTensor(string Name, Datatype? Datatype, IReadOnlyList<long>? Dimensions, int Line)
{
    /// <summary>File with the labels of its classes, beside the configuration; null where there is none.</summary>
    public string? LabelFile { get; init; }
}

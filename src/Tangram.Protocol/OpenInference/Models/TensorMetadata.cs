namespace Tangram.Protocol.OpenInference.Models;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Datatype">Type of its elements.</param>
/// <param name="Shape">Its dimensions, with that of the batch where there is one; −1 is any.</param>
public sealed record TensorMetadata(string Name, Datatype Datatype, IReadOnlyList<long> Shape);

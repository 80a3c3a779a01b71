using Tangram.Protocol.OpenInference;

namespace Tangram.Worker;

/// <summary>One input of a batch, checked against the model.</summary>
/// <param name="Datatype">Type of its elements.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Memory">Its elements; the lengths of <c>BYTES</c> elements add up.</param>
internal readonly record struct InputTensor(Datatype Datatype, IReadOnlyList<int> Shape, NativeTensorMemory Memory);

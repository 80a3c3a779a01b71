using Tangram.Protocol.OpenInference;

namespace Tangram.Devices.Workers;

/// <summary>One input of a batch.</summary>
/// <param name="Name">The model's name for it.</param>
/// <param name="Datatype">Type of its elements.</param>
/// <param name="Shape">Its dimensions, with that of the batch where there is one.</param>
/// <param name="Pieces">Its elements as they travel, sent one piece after the other without being copied together; they must not change until the run ends.</param>
public sealed record BatchInput(string Name, Datatype Datatype, IReadOnlyList<int> Shape, IReadOnlyList<ReadOnlyMemory<byte>> Pieces);

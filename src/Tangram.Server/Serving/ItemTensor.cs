namespace Tangram.Server.Serving;

/// <summary>One item's raw output.</summary>
/// <param name="Shape">Its shape, without the batch dimension.</param>
/// <param name="Data">Its elements.</param>
internal sealed record ItemTensor(IReadOnlyList<int> Shape, float[] Data);

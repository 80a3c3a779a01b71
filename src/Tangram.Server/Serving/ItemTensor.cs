namespace Tangram.Server.Serving;

/// <summary>One item's part of one of a model's inputs or outputs.</summary>
/// <param name="Shape">Its shape, without the dimension of the batch where there is one.</param>
/// <param name="Data">Its elements, as the Open Inference Protocol has them.</param>
internal readonly record struct ItemTensor(int[] Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>Whether both could lie in one tensor.</summary>
    public bool IsLike(in ItemTensor other) => Shape.AsSpan().SequenceEqual(other.Shape);
}

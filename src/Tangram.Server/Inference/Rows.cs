using System.Runtime.InteropServices;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Serving;

namespace Tangram.Server.Inference;

/// <summary>A request's tensors as items, one for each row of the first dimension, and back.</summary>
internal static class Rows
{
    /// <summary>Gives each item its row of a tensor, without copying.</summary>
    /// <param name="tensor">As many rows as there are items, at least one.</param>
    /// <param name="items">The items.</param>
    /// <param name="input">Which of their tensors it is.</param>
    public static void Split(Tensor tensor, ItemTensor[][] items, int input)
    {
        var shape = new int[tensor.Shape.Count - 1];
        for (var d = 0; d < shape.Length; d++)
        {
            shape[d] = (int)tensor.Shape[d + 1];
        }

        if (tensor.Datatype == Datatype.Bytes)
        {
            // As many elements as the shape says, ending where their lengths say.
            ByteStrings.Check(tensor);
        }

        ItemRows.Split(tensor.Data, tensor.Datatype, shape, items, input);
    }

    /// <summary>One output of all items; copied only where the rows do not lie one after the other already.</summary>
    /// <exception cref="InferenceException">The items' outputs differ in shape.</exception>
    public static Tensor Join(TensorMetadata output, IReadOnlyList<ItemTensor[]> items, int index)
    {
        var first = items[0][index];
        var shape = new long[first.Shape.Length + 1];
        shape[0] = items.Count;
        for (var d = 0; d < first.Shape.Length; d++)
        {
            shape[d + 1] = first.Shape[d];
        }

        for (var i = 1; i < items.Count; i++)
        {
            if (!items[i][index].IsLike(first))
            {
                throw new InferenceException(InferenceFault.Failed, $"output '{output.Name}' has rows of different shapes, which one tensor cannot hold: send one row at a time");
            }
        }

        return new Tensor(output.Name, output.Datatype, shape, items.Count == 1 ? first.Data : Adjacent(items, index) ?? Copied(items, index));
    }

    private static ReadOnlyMemory<byte>? Adjacent(IReadOnlyList<ItemTensor[]> items, int index)
    {
        if (!MemoryMarshal.TryGetArray(items[0][index].Data, out var all))
        {
            return null;
        }

        for (var i = 1; i < items.Count; i++)
        {
            if (!MemoryMarshal.TryGetArray(items[i][index].Data, out var next) || !ReferenceEquals(next.Array, all.Array) || next.Offset != all.Offset + all.Count)
            {
                return null;
            }

            all = new ArraySegment<byte>(all.Array!, all.Offset, all.Count + next.Count);
        }

        return all;
    }

    private static byte[] Copied(IReadOnlyList<ItemTensor[]> items, int index)
    {
        var copy = new byte[items.Sum(i => i[index].Data.Length)];
        var at = 0;
        foreach (var item in items)
        {
            item[index].Data.CopyTo(copy.AsMemory(at));
            at += item[index].Data.Length;
        }

        return copy;
    }
}

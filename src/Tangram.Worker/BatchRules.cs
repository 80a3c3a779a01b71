using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;
using Tangram.Worker.Runtimes;

namespace Tangram.Worker;

/// <summary>What a batch for one variant must be.</summary>
internal sealed class BatchRules
{
    private static readonly byte[] Zero = "0"u8.ToArray();
    private readonly LoadVariant _variant;
    private readonly TensorMetadata[] _inputs;
    private readonly int[] _places;

    /// <summary>The rules of a variant whose model takes <paramref name="inputs"/>.</summary>
    public BatchRules(LoadVariant variant, IReadOnlyList<TensorMetadata> inputs)
    {
        _variant = variant;
        _inputs = variant.IsAsTheFileSays ? [.. inputs] : [inputs[0] with { Shape = [-1, .. variant.ItemShape] }];
        _places = new int[_inputs.Length];
    }

    /// <summary>Bytes of one element in a warm-up's input.</summary>
    public static int ZeroBytes(Datatype datatype) => datatype == Datatype.Bytes ? ByteElements.BytesOf(Zero) : datatype.Size;

    /// <summary>Checks what is said of a batch.</summary>
    /// <param name="heads">Its inputs.</param>
    /// <param name="payloadBytes">Bytes that came with them.</param>
    /// <returns>The place of each among the model's inputs, valid until the next call.</returns>
    /// <exception cref="ModelException">The batch is wrong.</exception>
    public ReadOnlySpan<int> Check(IReadOnlyList<TensorHead> heads, long payloadBytes)
    {
        if (heads.Count != _inputs.Length)
        {
            throw WrongNames(heads);
        }

        var bytes = 0L;
        for (var i = 0; i < heads.Count; i++)
        {
            _places[i] = PlaceOf(heads, i);
            CheckShape(heads[i], _inputs[_places[i]]);
            CheckBytes(heads[i]);
            bytes += heads[i].Bytes;
        }

        CheckBatch(heads);
        return bytes == payloadBytes
            ? _places
            : throw new ModelException(Invariant($"a batch for variant '{_variant.Variant}' came with {payloadBytes} bytes where its inputs take {bytes}"));
    }

    /// <summary>Checks a <c>BYTES</c> input's elements.</summary>
    /// <exception cref="ModelException">Their lengths do not add up.</exception>
    public void CheckElements(TensorHead head, ReadOnlySpan<byte> bytes)
    {
        if (!ByteElements.AreSound(bytes, TensorHead.BytesOf(Datatype.UInt8, head.Shape)))
        {
            throw new ModelException(Invariant($"input '{head.Name}' of variant '{_variant.Variant}' is not the {Elements(head)} BYTES elements of shape {Describe(head.Shape)}: each goes after its length in four bytes"));
        }
    }

    /// <summary>The inputs of a batch of zeros: dimensions left open are those that are known, or 1.</summary>
    /// <exception cref="ModelException">They are larger than a frame.</exception>
    public TensorHead[] Zeros(int batch) => Array.ConvertAll(_inputs, input =>
    {
        int[] shape = [.. input.Shape.Select((dimension, i) => i == 0 && _variant.IsBatched ? batch : dimension < 0 ? Known(input.Name, i) : (int)dimension)];
        var elements = TensorHead.BytesOf(Datatype.UInt8, shape);
        var bytes = (long)elements * ZeroBytes(input.Datatype);
        return elements >= 0 && bytes <= WorkerProtocol.MaxPayloadBytes / _inputs.Length
            ? new TensorHead(input.Name, input.Datatype, shape, (int)bytes)
            : throw new ModelException(Invariant($"input '{input.Name}' of variant '{_variant.Variant}' is larger in shape {Describe(shape)} than a batch may be"));
    });

    /// <summary>Writes zeros, as text where the elements are <c>BYTES</c>.</summary>
    public static void FillWithZeros(Datatype datatype, Span<byte> bytes)
    {
        bytes.Clear();
        while (datatype == Datatype.Bytes && bytes.Length > 0)
        {
            ByteElements.Write(Zero, ref bytes);
        }
    }

    private int Known(string input, int dimension)
    {
        var shape = _variant.Known.FirstOrDefault(k => string.Equals(k.Name, input, StringComparison.Ordinal))?.Shape;
        return shape is not null && dimension < shape.Count && shape[dimension] is > 0 and <= int.MaxValue ? (int)shape[dimension] : 1;
    }

    private int PlaceOf(IReadOnlyList<TensorHead> heads, int index)
    {
        var name = heads[index].Name;
        var place = string.Equals(_inputs[index].Name, name, StringComparison.Ordinal)
            ? index
            : Find(name);
        return place >= 0 && !_places.AsSpan(0, index).Contains(place) ? place : throw WrongNames(heads);
    }

    private int Find(string name) => Array.FindIndex(_inputs, input => string.Equals(input.Name, name, StringComparison.Ordinal));

    private void CheckShape(TensorHead head, TensorMetadata input)
    {
        if (head.Datatype != input.Datatype)
        {
            throw new ModelException($"input '{head.Name}' of variant '{_variant.Variant}' takes {input.Datatype}, not {head.Datatype}");
        }

        // A file that tells no dimensions leaves the check to the runtime.
        var (shape, declared) = (head.Shape, input.Shape);
        var fits = declared.Count == 0 || declared.Count == shape.Count;
        for (var i = 0; fits && i < shape.Count; i++)
        {
            fits = shape[i] >= 0 && (declared.Count == 0 || declared[i] < 0 || declared[i] == shape[i]);
        }

        if (!fits || (_variant.IsBatched && shape.Count == 0))
        {
            throw new ModelException($"input '{head.Name}' of variant '{_variant.Variant}' takes {Tensor.Describe(declared)} (-1 is any), not {Describe(shape)}");
        }
    }

    private void CheckBytes(TensorHead head)
    {
        if (!head.IsSound)
        {
            var takes = head.Datatype == Datatype.Bytes ? "at least 4 an element" : Invariant($"{Elements(head) * head.Datatype.Size}");
            throw new ModelException(Invariant($"input '{head.Name}' of variant '{_variant.Variant}' came with {head.Bytes} bytes, but {head.Datatype} in shape {Describe(head.Shape)} takes {takes}"));
        }
    }

    private void CheckBatch(IReadOnlyList<TensorHead> heads)
    {
        if (!_variant.IsBatched || heads.Count == 0)
        {
            return;
        }

        var batch = heads[0].Shape[0];
        var same = batch >= 1;
        for (var i = 1; i < heads.Count; i++)
        {
            same &= heads[i].Shape[0] == batch;
        }

        if (!same)
        {
            throw new ModelException($"a batch for variant '{_variant.Variant}' has inputs of {string.Join(", ", heads.Select(head => Describe(head.Shape)))}; the first dimension is that of the batch, at least 1 and the same in all");
        }

        if (batch > _variant.MaxBatch)
        {
            throw new ModelException(Invariant($"a batch of {batch} is too large for variant '{_variant.Variant}', which was loaded for at most {_variant.MaxBatch}"));
        }
    }

    private ModelException WrongNames(IReadOnlyList<TensorHead> heads) =>
        new($"variant '{_variant.Variant}' takes the inputs {Names(_inputs.Select(i => i.Name))}, not {Names(heads.Select(h => h.Name))}");

    private static Int128 Elements(TensorHead head) => head.Shape.Aggregate((Int128)1, (product, dimension) => Int128.Min(product, long.MaxValue) * dimension);

    private static string Names(IEnumerable<string> names) => $"[{string.Join(", ", names)}]";

    private static string Describe(IReadOnlyList<int> shape) => $"[{string.Join(',', shape)}]";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

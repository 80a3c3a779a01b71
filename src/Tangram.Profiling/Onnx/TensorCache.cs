namespace Tangram.Profiling.Onnx;

/// <summary>A cache that holds whole tensors, the one used longest ago giving way, and counts the bytes that go past it.</summary>
/// <remarks>[N]. A tensor larger than the cache goes past it whole, and throws out what was there. What is thrown out after it was written is written on.</remarks>
/// <param name="capacity">Its size in bytes; at least 0.</param>
internal sealed class TensorCache(double capacity)
{
    // The one used last comes first.
    private readonly LinkedList<(string Name, double Bytes, bool IsWritten)> _held = [];
    private readonly Dictionary<string, LinkedListNode<(string Name, double Bytes, bool IsWritten)>> _nodes = new(StringComparer.Ordinal);
    private double _used;

    /// <summary>Bytes that went past it so far.</summary>
    public double BytesPast { get; private set; }

    /// <summary>A tensor is read.</summary>
    public void Read(string name, double bytes)
    {
        var isWritten = _nodes.TryGetValue(name, out var held) && held.Value.IsWritten;
        if (held is null)
        {
            BytesPast += bytes;
        }

        Hold(name, bytes, isWritten);
    }

    /// <summary>A tensor is written.</summary>
    public void Write(string name, double bytes)
    {
        if (bytes > capacity)
        {
            BytesPast += bytes;
        }

        Hold(name, bytes, isWritten: true);
    }

    /// <summary>A tensor is not needed any more: its memory is used for others, and nobody asks for what is in it.</summary>
    public void Drop(string name)
    {
        if (_nodes.Remove(name, out var node))
        {
            _used -= node.Value.Bytes;
            _held.Remove(node);
        }
    }

    private void Hold(string name, double bytes, bool isWritten)
    {
        Drop(name);
        while (_held.Last is { } oldest && _used + bytes > capacity)
        {
            BytesPast += oldest.Value.IsWritten ? oldest.Value.Bytes : 0;
            Drop(oldest.Value.Name);
        }

        if (bytes <= capacity)
        {
            _nodes[name] = _held.AddFirst((name, bytes, isWritten));
            _used += bytes;
        }
    }
}

using System.Runtime.InteropServices;
using Tangram.Protocol.Worker;

namespace Tangram.Worker;

/// <summary>The native memory a batch's inputs are received into and computed from. Grows to the largest batch seen.</summary>
/// <remarks>One worker runs one batch at a time, so all its variants share one buffer.</remarks>
internal sealed unsafe class InputBuffer : IDisposable
{
    // The widest vector registers load 64 bytes.
    private const int Alignment = 64;
    private void* _memory;
    private int _capacity;

    /// <summary>The buffer's first <paramref name="bytes"/> bytes, with whatever was in them.</summary>
    public NativeTensorMemory Take(int bytes)
    {
        if (bytes > _capacity || _memory is null)
        {
            NativeMemory.AlignedFree(_memory);
            _memory = null;
            _capacity = 0;
            _memory = NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, Alignment), Alignment);
            _capacity = bytes;
        }

        return new NativeTensorMemory((nint)_memory, bytes);
    }

    /// <summary>A place for each tensor, beginning where vector registers load best.</summary>
    /// <param name="heads">The tensors; together at most what a frame carries.</param>
    /// <param name="places">Receives the place of each.</param>
    public void Take(IReadOnlyList<TensorHead> heads, Span<NativeTensorMemory> places)
    {
        var total = 0;
        for (var i = 0; i < heads.Count; i++)
        {
            total = Aligned(total) + heads[i].Bytes;
        }

        Divide(Take(total).Address, heads, places);
    }

    /// <summary>The place of each tensor where each begins at the next place that vector registers load best.</summary>
    public static void Divide(nint memory, IReadOnlyList<TensorHead> heads, Span<NativeTensorMemory> places)
    {
        var at = 0;
        for (var i = 0; i < heads.Count; i++)
        {
            places[i] = new NativeTensorMemory(memory + at, heads[i].Bytes);
            at = i + 1 < heads.Count ? Aligned(at + heads[i].Bytes) : at;
        }
    }

    /// <summary>Whether tensors that lie one after the other, without gaps, begin there.</summary>
    public static bool AreAligned(IReadOnlyList<TensorHead> heads)
    {
        for (var i = 0; i < heads.Count - 1; i++)
        {
            if (Aligned(heads[i].Bytes) != heads[i].Bytes)
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        _capacity = 0;
    }

    private static int Aligned(int bytes) => (bytes + Alignment - 1) & -Alignment;
}

using System.Runtime.InteropServices;

namespace Tangram.Worker;

/// <summary>The native memory a batch's input is received into and computed from. Grows to the largest batch seen.</summary>
/// <remarks>One worker runs one batch at a time, so all its variants share one buffer.</remarks>
internal sealed unsafe class InputBuffer : IDisposable
{
    // The widest vector registers load 64 bytes.
    private const nuint Alignment = 64;
    private void* _memory;
    private int _capacity;

    /// <summary>The buffer's first <paramref name="bytes"/> bytes, with whatever was in them.</summary>
    public NativeTensorMemory Take(int bytes)
    {
        if (bytes > _capacity)
        {
            NativeMemory.AlignedFree(_memory);
            _capacity = 0;
            _memory = NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            _capacity = bytes;
        }

        return new NativeTensorMemory((nint)_memory, bytes);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        _capacity = 0;
    }
}

using System.Buffers;
using System.Runtime.InteropServices;

namespace Tangram.Devices.Workers;

/// <summary>Memory seen as elements of another type. Owns nothing; it is only read.</summary>
internal sealed class CastMemory<TFrom, TTo>(ReadOnlyMemory<TFrom> memory) : MemoryManager<TTo>
    where TFrom : unmanaged
    where TTo : unmanaged
{
    public override Span<TTo> GetSpan() => MemoryMarshal.Cast<TFrom, TTo>(MemoryMarshal.AsMemory(memory).Span);

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        var pinned = memory.Pin();
        return new MemoryHandle((TTo*)pinned.Pointer + elementIndex, pinnable: new Unpinner(pinned));
    }

    public override void Unpin()
    {
        // Each handle undoes its own pin.
    }

    protected override void Dispose(bool disposing)
    {
        // There is nothing to give back.
    }

    private sealed class Unpinner(MemoryHandle handle) : IPinnable
    {
        private MemoryHandle _handle = handle;

        public MemoryHandle Pin(int elementIndex) => throw new NotSupportedException();

        public void Unpin() => _handle.Dispose();
    }
}

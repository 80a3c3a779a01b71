namespace Tangram.Worker;

/// <summary>Memory outside the managed heap that a runtime may read a tensor from without copying.</summary>
/// <param name="Address">Where it begins.</param>
/// <param name="Bytes">How long it is.</param>
internal readonly record struct NativeTensorMemory(nint Address, int Bytes)
{
    /// <summary>The memory as bytes.</summary>
    public unsafe Span<byte> Span => new((void*)Address, Bytes);

    /// <summary>A part of it.</summary>
    public NativeTensorMemory Slice(int start, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Bytes - start);
        return new NativeTensorMemory(Address + start, bytes);
    }
}

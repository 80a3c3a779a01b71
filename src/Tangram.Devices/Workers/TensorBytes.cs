namespace Tangram.Devices.Workers;

/// <summary>Looks at elements as the bytes that travel, and back, without copying.</summary>
public static class TensorBytes
{
    /// <summary>The bytes of <paramref name="elements"/>.</summary>
    public static ReadOnlyMemory<byte> Of<T>(ReadOnlyMemory<T> elements)
        where T : unmanaged => elements.IsEmpty ? default : new CastMemory<T, byte>(elements).Memory;

    /// <summary>The elements that <paramref name="bytes"/> are; bytes that make up no whole element are left out.</summary>
    public static ReadOnlyMemory<T> As<T>(ReadOnlyMemory<byte> bytes)
        where T : unmanaged => bytes.IsEmpty ? default : new CastMemory<byte, T>(bytes).Memory;
}

using System.Text;

namespace Tangram.Devices.Nvidia.Native;

/// <summary>Text in a buffer of fixed length that ends at the first zero.</summary>
internal static class NvmlText
{
    public static string Of(ReadOnlySpan<byte> buffer) =>
        Encoding.UTF8.GetString(buffer.IndexOf((byte)0) is >= 0 and var end ? buffer[..end] : buffer);
}

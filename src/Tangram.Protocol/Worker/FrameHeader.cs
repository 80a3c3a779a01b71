using System.Buffers.Binary;
using System.Globalization;

namespace Tangram.Protocol.Worker;

/// <summary>The 16 bytes every frame begins with.</summary>
/// <param name="Kind">What the frame says.</param>
/// <param name="FieldBytes">Length of the fields that follow the header, in bytes.</param>
/// <param name="Sequence">The command's number; its answer repeats it.</param>
/// <param name="PayloadBytes">Length of the payload that follows the fields, in bytes; at most <see cref="WorkerProtocol.MaxPayloadBytes"/>.</param>
public readonly record struct FrameHeader(FrameKind Kind, ushort FieldBytes, uint Sequence, uint PayloadBytes)
{
    /// <summary>Length of a header, in bytes.</summary>
    public const int Bytes = 16;

    private const ushort Magic = 0x5754; // "TW"

    /// <summary>Whether the payload lies in <see cref="SharedMemory"/> and does not follow the fields.</summary>
    public bool IsShared { get; init; }

    /// <summary>Writes the header to the first <see cref="Bytes"/> bytes of <paramref name="destination"/>.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(destination, Magic);
        destination[2] = WorkerProtocol.Version;
        destination[3] = (byte)Kind;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[4..], IsShared ? (ushort)1 : (ushort)0);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[6..], FieldBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[12..], PayloadBytes);
    }

    /// <summary>Reads a header.</summary>
    /// <exception cref="WorkerProtocolException">The bytes are no header of this version.</exception>
    public static FrameHeader Read(ReadOnlySpan<byte> source)
    {
        if (source.Length < Bytes || BinaryPrimitives.ReadUInt16LittleEndian(source) != Magic)
        {
            throw new WorkerProtocolException("these bytes are no frame of the worker protocol: a frame begins with 'TW'");
        }

        if (source[2] != WorkerProtocol.Version)
        {
            throw new WorkerProtocolException(string.Create(
                CultureInfo.InvariantCulture,
                $"the other side speaks version {source[2]} of the worker protocol and this side version {WorkerProtocol.Version}: build server and worker from one source"));
        }

        var flags = BinaryPrimitives.ReadUInt16LittleEndian(source[4..]);
        var header = new FrameHeader(
            (FrameKind)source[3],
            BinaryPrimitives.ReadUInt16LittleEndian(source[6..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[12..]))
        {
            IsShared = flags == 1,
        };
        return header.Checked(flags);
    }

    private FrameHeader Checked(ushort flags)
    {
        if (Kind == FrameKind.None || !Enum.IsDefined(Kind) || flags > 1)
        {
            throw new WorkerProtocolException(string.Create(
                CultureInfo.InvariantCulture, $"a frame has kind {(int)Kind} and flags {flags}; no such frame exists"));
        }

        return PayloadBytes <= WorkerProtocol.MaxPayloadBytes
            ? this
            : throw new WorkerProtocolException(string.Create(
                CultureInfo.InvariantCulture, $"a frame announces {PayloadBytes} payload bytes; at most {WorkerProtocol.MaxPayloadBytes} are allowed"));
    }
}

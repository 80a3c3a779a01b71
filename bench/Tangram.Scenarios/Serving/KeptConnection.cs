using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tangram.Scenarios.Serving;

/// <summary>A connection over which one HTTP/1.1 request after the other is sent: as little client as there can be.</summary>
internal sealed class KeptConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];

    /// <summary>Connects.</summary>
    /// <param name="server">Where to.</param>
    public KeptConnection(Uri server) => _socket.Connect(IPAddress.Loopback, server.Port);

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <returns>The answer's body; valid until the next request.</returns>
    /// <exception cref="InvalidOperationException">The answer's status is not 200.</exception>
    public ReadOnlyMemory<byte> Ask(byte[] request)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += _socket.Send(request.AsSpan(sent));
        }

        var (length, header, whole) = (0, -1, int.MaxValue);
        while (length < whole)
        {
            length += _socket.Receive(_buffer.AsSpan(length)) is > 0 and var read ? read : throw new InvalidOperationException("the server closed the connection");
            if (header < 0 && _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                header = end + 4;
                whole = header + BodyLength(_buffer.AsSpan(0, header));
                Array.Resize(ref _buffer, Math.Max(_buffer.Length, whole));
            }
        }

        return _buffer.AsMemory(header, whole - header);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // Names of fields may be written in any case.
    private static int BodyLength(ReadOnlySpan<byte> header)
    {
        const string Name = "\r\ncontent-length: ";
        var text = Encoding.ASCII.GetString(header);
        var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        return text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) && at >= Name.Length
            ? int.Parse(text.AsSpan(at, text.IndexOf('\r', at) - at), NumberStyles.None, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"not an answer with a length and status 200: {text}");
    }
}

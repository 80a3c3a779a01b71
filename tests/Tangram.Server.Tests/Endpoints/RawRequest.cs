using System.Net.Sockets;
using System.Text;

namespace Tangram.Server.Tests.Endpoints;

/// <summary>A request over a bare socket, which reads the answer while it still sends, as HTTP clients of other kinds do.</summary>
internal static class RawRequest
{
    /// <summary>Sends the head and all of <paramref name="bodyBytes"/> zeros but the last piece, and answers with what came back: from a server that waits for the whole body, nothing.</summary>
    public static async Task<string> SendAsync(Uri server, string head, long bodyBytes, bool chunked)
    {
        var token = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")), token);
        var sending = new Pump(stream, bodyBytes, chunked).RunAsync(token);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!answer.ToString().Contains('}', StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), token);
            Assert.NotEqual(0, read);
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        client.Close();
        await sending;
        return answer.ToString();
    }

    private sealed class Pump(NetworkStream stream, long bytes, bool chunked)
    {
        private readonly byte[] _piece = new byte[64 * 1024];

        public async Task RunAsync(CancellationToken token)
        {
            try
            {
                for (var sent = 0L; sent < bytes - _piece.Length; sent += _piece.Length)
                {
                    if (chunked)
                    {
                        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{_piece.Length:x}\r\n"), token);
                    }

                    await stream.WriteAsync(_piece, token);
                    if (chunked)
                    {
                        await stream.WriteAsync("\r\n"u8.ToArray(), token);
                    }
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
            {
                // The server does not take any more, which is what it should do.
            }
        }
    }
}

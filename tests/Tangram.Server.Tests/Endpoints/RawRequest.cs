using System.Net.Sockets;
using System.Text;

namespace Tangram.Server.Tests.Endpoints;

/// <summary>A request over a bare socket, which reads the answer while it still sends, as HTTP clients of other kinds do.</summary>
internal static class RawRequest
{
    /// <summary>Sends the head and then up to <paramref name="bodyBytes"/> zeros, and answers with what came back and how much was sent by then.</summary>
    public static async Task<(string Answer, long Sent)> SendAsync(Uri server, string head, long bodyBytes, bool chunked)
    {
        var token = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")), token);
        var pump = new Pump(stream, bodyBytes, chunked);
        var sending = pump.RunAsync(token);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!answer.ToString().Contains('}', StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), token);
            Assert.NotEqual(0, read);
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        var sent = pump.Sent;
        client.Close();
        await sending;
        return (answer.ToString(), sent);
    }

    private sealed class Pump(NetworkStream stream, long bytes, bool chunked)
    {
        private readonly byte[] _piece = new byte[64 * 1024];
        private long _sent;

        public long Sent => Interlocked.Read(ref _sent);

        public async Task RunAsync(CancellationToken token)
        {
            try
            {
                while (Sent < bytes)
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

                    Interlocked.Add(ref _sent, _piece.Length);
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
            {
                // The server does not take any more, which is what it should do.
            }
        }
    }
}

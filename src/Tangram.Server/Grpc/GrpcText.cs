using System.Globalization;
using System.Text;

namespace Tangram.Server.Grpc;

/// <summary>Texts of gRPC's headers.</summary>
internal static class GrpcText
{
    // Clients refuse headers of more than 8 KiB altogether.
    private const int MostMessageBytes = 1024;

    /// <summary>A status message as a header holds it: what is not printable ASCII is percent-encoded UTF-8. Long ones are cut.</summary>
    public static string Encode(string message)
    {
        var bytes = Encoding.UTF8.GetBytes(message.ReplaceLineEndings(" "));
        var text = new StringBuilder(bytes.Length);
        var length = Math.Min(bytes.Length, MostMessageBytes);
        while (length < bytes.Length && (bytes[length] & 0xC0) == 0x80)
        {
            length--; // It would be cut within a character.
        }

        foreach (var next in bytes.AsSpan(0, length))
        {
            if (next is >= 0x20 and < 0x7F and not (byte)'%')
            {
                text.Append((char)next);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"%{next:X2}");
            }
        }

        return text.ToString();
    }

    /// <summary>The header <c>grpc-timeout</c>: up to eight digits and a unit, such as <c>100m</c>.</summary>
    /// <exception cref="GrpcException">It is none.</exception>
    public static TimeSpan ReadTimeout(string text)
    {
        if (text.Length is < 2 or > 9 || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            throw NoTimeout(text);
        }

        // At most eight digits, so no product is too large.
        return text[^1] switch
        {
            'H' => TimeSpan.FromTicks(count * TimeSpan.TicksPerHour),
            'M' => TimeSpan.FromTicks(count * TimeSpan.TicksPerMinute),
            'S' => TimeSpan.FromTicks(count * TimeSpan.TicksPerSecond),
            'm' => TimeSpan.FromTicks(count * TimeSpan.TicksPerMillisecond),
            'u' => TimeSpan.FromTicks(count * TimeSpan.TicksPerMicrosecond),
            'n' => TimeSpan.FromTicks(count / TimeSpan.NanosecondsPerTick),
            _ => throw NoTimeout(text),
        };
    }

    private static GrpcException NoTimeout(string text) =>
        new(GrpcCode.InvalidArgument, $"grpc-timeout is '{text}'; it is one to eight digits and one of the units H, M, S, m, u, n");
}

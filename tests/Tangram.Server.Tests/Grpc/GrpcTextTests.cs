using System.Text;
using Tangram.Server.Grpc;

namespace Tangram.Server.Tests.Grpc;

public sealed class GrpcTextTests
{
    [Theory]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("3S", 30_000_000)]
    [InlineData("100m", 1_000_000)]
    [InlineData("5u", 50)]
    [InlineData("150n", 1)]
    [InlineData("0m", 0)]
    [InlineData("99999999H", 99_999_999 * 36_000_000_000)]
    public void Timeouts_are_read_in_every_unit(string text, long ticks) => Assert.Equal(ticks, GrpcText.ReadTimeout(text).Ticks);

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("S")]
    [InlineData("-5S")]
    [InlineData("5s")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    public void What_is_no_timeout_is_refused(string text) =>
        Assert.Equal(GrpcCode.InvalidArgument, Assert.Throws<GrpcException>(() => GrpcText.ReadTimeout(text)).Code);

    [Theory]
    [InlineData("plain 'text'", "plain 'text'")]
    [InlineData("100 %", "100 %25")]
    [InlineData("é\ta", "%C3%A9%09a")]
    [InlineData("two\nlines", "two lines")]
    public void Messages_are_percent_encoded(string message, string encoded) => Assert.Equal(encoded, GrpcText.Encode(message));

    [Fact]
    public void A_long_message_is_cut_between_characters()
    {
        var decoded = Uri.UnescapeDataString(GrpcText.Encode("a" + new string('é', 2000)));

        Assert.Equal("a" + new string('é', 511), decoded);
        Assert.InRange(Encoding.UTF8.GetByteCount(decoded), 1000, 1024);
    }
}

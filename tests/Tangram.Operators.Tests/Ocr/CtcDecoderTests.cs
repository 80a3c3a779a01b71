using Tangram.Operators.Ocr;

namespace Tangram.Operators.Tests.Ocr;

public sealed class CtcDecoderTests
{
    private static readonly CharacterSet Characters = new(["a", "b"]);

    [Theory]
    [InlineData("", "")]
    [InlineData("0000", "")]
    [InlineData("0110220", "ab")]
    [InlineData("1101", "aa")]
    [InlineData("1112221", "aba")]
    [InlineData("103020", "a b")]
    [InlineData("30103", "a")]
    public void Repeats_and_blanks_are_left_out(string classes, string text) =>
        Assert.Equal(text, CtcDecoder.Decode(Steps([.. classes.Select(c => (c - '0', 0.9f))]), Characters).Text);

    [Fact]
    public void The_score_is_the_mean_of_what_was_kept()
    {
        var read = CtcDecoder.Decode(Steps((1, 0.8f), (1, 0.2f), (0, 1f), (2, 0.6f)), Characters);

        Assert.Equal(0.7f, read.Score, 1e-5f);
        Assert.Equal(0, CtcDecoder.Decode(Steps((0, 1f)), Characters).Score);
    }

    private static float[] Steps(params (int Class, float Value)[] steps)
    {
        var output = new float[steps.Length * Characters.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            output[(i * Characters.Count) + steps[i].Class] = steps[i].Value;
        }

        return output;
    }
}

using Tangram.Core.Applications;

namespace Tangram.Core.Tests.Applications;

/// <summary>What may be a name.</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData("ocr")]
    [InlineData("det-320")]
    [InlineData("4k.model_v2")]
    public void Lower_case_letters_digits_and_three_signs_make_a_name(string name) => Assert.True(Names.IsName(name));

    [Theory]
    [InlineData("")]
    [InlineData("-ocr")]
    [InlineData("OCR")]
    [InlineData("oCr")]
    [InlineData("o cr")]
    [InlineData("ocr/v2")]
    [InlineData("öcr")]
    [InlineData("x234567890123456789012345678901234567890123456789012345678901234")]
    public void Anything_else_is_refused(string name) => Assert.False(Names.IsName(name));
}

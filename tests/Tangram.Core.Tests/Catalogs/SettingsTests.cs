using Tangram.Core.Catalogs;

namespace Tangram.Core.Tests.Catalogs;

/// <summary>Settings read with types.</summary>
public sealed class SettingsTests
{
    private static readonly Settings Given = new(new Dictionary<string, string> { ["count"] = "4", ["share"] = "0.5", ["word"] = "many" });

    [Fact]
    public void What_is_given_is_read_and_what_is_not_has_its_default()
    {
        Assert.Equal((4, 7), (Given.Count("count", 7, 1), Given.Count("other", 7, 1)));
        Assert.Equal((0.5, 0.1), (Given.Number("share", 0.1, 0, 1), Given.Number("other", 0.1, 0, 1)));
        Assert.Equal(("many", null), (Given.Text("word"), Given.Text("other")));
        Assert.Null(Settings.Empty.Text("word"));
    }

    [Fact]
    public void What_is_out_of_range_is_refused_with_what_would_be_right()
    {
        Assert.Equal("count: '4' is not a whole number of at least 5", Assert.Throws<FormatException>(() => Given.Count("count", 7, 5)).Message);
        Assert.Equal("word: 'many' is not a whole number of at least 1", Assert.Throws<FormatException>(() => Given.Count("word", 7, 1)).Message);
        Assert.Equal("share: '0.5' is not a number from 1 to 2", Assert.Throws<FormatException>(() => Given.Number("share", 1, 1, 2)).Message);
    }

    [Fact]
    public void One_text_gives_several_of_which_the_first_equal_sign_ends_the_key()
    {
        var read = Settings.Parse("alpha=1.2,path=a=b,count=3");

        Assert.Equal((1.2, "a=b", 3), (read.Number("alpha", 0, 0, 2), read.Text("path"), read.Count("count", 0, 0)));
    }

    [Theory]
    [InlineData("", "'' is not KEY=VALUE")]
    [InlineData("alpha", "'alpha' is not KEY=VALUE")]
    [InlineData("alpha=", "'alpha=' is not KEY=VALUE")]
    [InlineData("=1", "'=1' is not KEY=VALUE")]
    [InlineData("alpha=1,", "'' is not KEY=VALUE")]
    [InlineData("alpha=1,alpha=2", "gives 'alpha' twice; once is enough")]
    public void What_is_not_key_and_value_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Settings.Parse(text)).Message);
}

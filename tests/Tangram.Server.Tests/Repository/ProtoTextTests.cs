using Tangram.Core.Files;
using Tangram.Server.Repository;

namespace Tangram.Server.Tests.Repository;

/// <summary>Protobuf's text format, as people write it and as they get it wrong.</summary>
public sealed class ProtoTextTests
{
    [Fact]
    public void Messages_may_stand_in_braces_or_angles_with_or_without_a_colon()
    {
        var fields = ProtoText.Parse("a { b: 1 } a: { b: 2 } a < b: 3 > a: < b: 4; >", "t");

        Assert.Equal([1, 2, 3, 4], fields.Select(f => Assert.IsType<ProtoValue.Message>(Assert.Single(f.Values)).Fields[0].Values[0]).Select(v => (int)Assert.IsType<ProtoValue.Whole>(v).Value));
    }

    [Fact]
    public void Lists_hold_values_or_messages_and_may_be_empty()
    {
        var fields = ProtoText.Parse("dims: [ -1, 0x10, 017 ] input [ { name: 'a' }, { name: 'b' } ], none: [];", "t");

        Assert.Equal([-1, 16, 15], fields[0].Values.Select(v => (int)Assert.IsType<ProtoValue.Whole>(v).Value));
        Assert.Equal(2, fields[1].Values.OfType<ProtoValue.Message>().Count());
        Assert.True(fields[2] is { IsList: true, Values.Count: 0 });
    }

    [Theory]
    [InlineData("'it''s'", "its")]
    [InlineData("\"a\" # joined\n 'b'", "ab")]
    [InlineData("\"\\n\\t\\\\\\\"\\'\"", "\n\t\\\"'")]
    [InlineData("'\\x41\\102\\u0043\\U00000044'", "ABCD")]
    [InlineData("'\\303\\251' '\\xc3' '\\xA9'", "éé")]
    [InlineData("'日本 🙂'", "日本 🙂")]
    [InlineData("''", "")]
    public void Quoted_text_is_unescaped_and_joined_with_its_neighbours(string written, string expected) =>
        Assert.Equal(expected, Assert.IsType<ProtoValue.Text>(ProtoText.Parse($"x: {written}", "t")[0].Values[0]).Value);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("-2e3", -2000)]
    [InlineData("1E-2f", 0.01)]
    [InlineData(".5", 0.5)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("99999999999999999999999999999999999999999999", 1e44)]
    public void Numbers_with_a_point_or_an_exponent_are_real(string written, double expected) =>
        Assert.Equal(expected, Assert.IsType<ProtoValue.Real>(ProtoText.Parse($"x: {written}", "t")[0].Values[0]).Value, 1e-12 * Math.Abs(expected));

    [Fact]
    public void Every_field_and_value_knows_its_line()
    {
        var fields = ProtoText.Parse("# a comment\na: 1\n\nb {\n  c: WORD # another\n}\n", "t");
        var inner = Assert.IsType<ProtoValue.Message>(fields[1].Values[0]).Fields[0];

        Assert.Equal((2, 4, 5), (fields[0].Line, fields[1].Line, inner.Line));
        Assert.Equal("WORD", Assert.IsType<ProtoValue.Word>(inner.Values[0]).Value);
    }

    [Theory]
    [InlineData("a: 1\nb: {\n  c: 2\n", "t: line 2: '{' is not closed by '}'")]
    [InlineData("a {\n>", "t: line 2: '>' stands where the name of a field should")]
    [InlineData("a: }", "t: line 1: '}' stands where a value should")]
    [InlineData("a 5", "t: line 1: ':' is missing after 'a'")]
    [InlineData("a [ 5 ]", "t: line 1: ':' is missing after 'a'")]
    [InlineData("a: [1 2]", "t: line 1: '2' stands in the list that begins on line 1 where ',' or ']' should")]
    [InlineData("a: \"b\nc\"", "t: line 1: quoted text is not closed; end it with \" on its own line")]
    [InlineData("a: '\\q'", "t: line 1: '\\' before 'q' is no escape; write '\\\\' for a backslash")]
    [InlineData("a: '\\u12'", "t: line 1: '\\u' must be followed by 4 hexadecimal digits that stand for a character")]
    [InlineData("a: '\\xff'", "t: line 1: quoted text is not UTF-8 once its escapes are resolved")]
    [InlineData("a: - - 1", "t: line 1: '-' stands where a value should after '-'")]
    [InlineData("a: 0xG", "t: line 1: '0xG' is not a number")]
    [InlineData("a: 1\n=", "t: line 2: '=' begins neither a field nor a value; text must stand in quotes and comments after '#'")]
    [InlineData("a:", "t: line 1: the end of the text stands where a value should")]
    [InlineData("1: a", "t: line 1: '1' stands where the name of a field should")]
    public void What_is_wrong_is_told_with_its_line(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<InvalidFileException>(() => ProtoText.Parse(text, "t")).Message);

    [Fact]
    public void Deep_nesting_is_refused_before_it_can_overflow_the_stack()
    {
        var fault = Assert.Throws<InvalidFileException>(() => ProtoText.Parse(string.Concat(Enumerable.Repeat("a{", 100_000)), "t"));
        var lists = Assert.Throws<InvalidFileException>(() => ProtoText.Parse("a:" + new string('[', 100_000), "t"));

        Assert.Equal("t: line 1: messages are nested more than 100 deep", fault.Message);
        Assert.Equal("t: line 1: '[' stands where a value should", lists.Message);
    }
}

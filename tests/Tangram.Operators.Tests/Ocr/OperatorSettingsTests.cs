using Tangram.Core.Catalogs;
using Tangram.Operators.Imaging.Geometry;
using Tangram.Operators.Ocr;
using Tangram.Operators.Tests.Imaging;

namespace Tangram.Operators.Tests.Ocr;

public sealed class OperatorSettingsTests
{
    private static readonly LineItem Line = new(Pictures.Draw(20, 10, (_, _) => (0, 0, 0)), new Quad(new(1, 1), new(9, 1), new(9, 5), new(1, 5)), 0.9f);

    [Theory]
    [InlineData(0.95f, true)]
    [InlineData(0.85f, false)]
    public void A_line_is_turned_only_if_it_surely_stands_upside_down(float probability, bool isTurned)
    {
        var orient = OperatorCatalogs.Tasks.Create("ocr-orient", Settings.Empty);

        var outcome = orient.Interpret(Line, [3, 48, 192], [2], [1 - probability, probability]);

        Assert.Equal(isTurned ? Line.Quad.Turned : Line.Quad, Assert.IsType<LineItem>(Assert.Single(outcome.Items)).Quad);
    }

    [Fact]
    public void The_recogniser_says_that_it_needs_a_key_list()
    {
        var missing = Assert.Throws<FormatException>(() => OperatorCatalogs.Tasks.Create("ocr-recognise", Settings.Empty));
        var wrong = Assert.Throws<FormatException>(() => OperatorCatalogs.Tasks.Create("ocr-recognise", Of("keys", "/nowhere/keys.txt")));

        Assert.Equal("keys: missing; the path of the recogniser's key list, such as ppocr_keys_v1.txt, is expected", missing.Message);
        Assert.StartsWith("keys: '/nowhere/keys.txt' cannot be read: ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_beyond_its_range_is_refused() =>
        Assert.Throws<FormatException>(() => OperatorCatalogs.Tasks.Create("ocr-detect", Of("box-threshold", "1.5")));

    [Fact]
    public void A_task_that_gets_the_wrong_item_says_so()
    {
        var detect = OperatorCatalogs.Tasks.Create("ocr-detect", Settings.Empty);

        var fault = Assert.Throws<ArgumentException>(() => detect.Prepare(Line, [3, 32, 32], new float[3 * 32 * 32]));

        Assert.StartsWith("ocr-detect takes a RgbImage, but the task before it hands on a LineItem", fault.Message, StringComparison.Ordinal);
    }

    private static Settings Of(string key, string value) => new(new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value });
}

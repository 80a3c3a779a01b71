using Tangram.Operators.Imaging;

namespace Tangram.Operators.Tests.Ocr;

/// <summary>The labelled pages, read with the real models, letter by letter.</summary>
public sealed class GoldenPagesTests(OcrPipeline pipeline) : IClassFixture<OcrPipeline>
{
    public static TheoryData<string> Pages() => [.. Repository.PageNames];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_page_is_read_exactly_with_detection_640(string page) =>
        Assert.Equal(Repository.PageText(page), pipeline.Answer(Repository.PageImage(page), detection: 640, recognition: 320).Labels);

    /// <summary>Pages that the larger detector sees in more detail; the others it sees as the smaller one does.</summary>
    public static TheoryData<string> LargePages() => [.. Repository.PageNames.Where(name =>
    {
        var page = ImageDecoder.Decode(Repository.PageImage(name));
        return Math.Max(page.Width, page.Height) > 640;
    })];

    [Theory]
    [MemberData(nameof(LargePages))]
    public void Every_large_page_is_read_exactly_with_detection_960(string page) =>
        Assert.Equal(Repository.PageText(page), pipeline.Answer(Repository.PageImage(page), detection: 960, recognition: 320).Labels);

    [Fact]
    public void A_page_without_text_gives_no_lines()
    {
        var answer = pipeline.Answer(File.ReadAllBytes(Repository.BlankPage), detection: 480, recognition: 320);

        Assert.Empty(answer.Labels);
    }

    [Fact]
    public void A_page_upside_down_is_read_after_its_lines_are_turned()
    {
        var upright = (RgbImage)pipeline.Read(Repository.PageImage("04"));
        byte[] pixels = [.. upright.Pixels.ToArray().Chunk(3).Reverse().SelectMany(pixel => pixel)];
        var page = new RgbImage(upright.Width, upright.Height, pixels);

        var lines = pipeline.Detect(page, 640, 640).Select(pipeline.Orient);
        var answer = pipeline.Compose(page, [.. lines.Select(line => pipeline.Recognise(line, 320))]);

        Assert.Equal(Repository.PageText("04"), answer.Labels);
    }

    [Fact]
    public void There_are_enough_pages_with_few_lines_each()
    {
        Assert.True(Repository.PageNames.Count >= 24);
        Assert.InRange(Repository.PageNames.Average(page => Repository.PageText(page).Length), 3.5, 6);
    }
}

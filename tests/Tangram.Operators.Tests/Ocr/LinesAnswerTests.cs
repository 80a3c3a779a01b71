using Tangram.Core.Catalogs;
using Tangram.Operators.Imaging.Geometry;
using Tangram.Operators.Ocr;
using Tangram.Operators.Tests.Imaging;

namespace Tangram.Operators.Tests.Ocr;

public sealed class LinesAnswerTests
{
    private static readonly Operators.Imaging.RgbImage Page = Pictures.Draw(200, 100, (_, _) => (0, 0, 0));
    private static readonly IAnswerOperator Lines = OperatorCatalogs.Answers.Create("ocr-lines", Settings.Empty);

    [Fact]
    public void It_lists_what_was_read_in_reading_order_and_drops_the_rest()
    {
        var lower = new LineItem(Page, Box(10, 60), 0.9f);
        var upper = new LineItem(Page, Box(10, 20), 0.9f);

        var answer = Lines.Compose(Page,
        [
            new("recognise", lower, new RecognisedText("second", 0.75f)),
            new("detect", Page, new[] { upper, lower }),
            new("recognise", upper, new RecognisedText("first", 0.875f)),
            new("recognise", upper, new RecognisedText("unsure", 0.4f)),
            new("recognise", upper, new RecognisedText("", 0f)),
        ]);

        Assert.Equal(["first", "second"], answer.Labels);
        Assert.Equal(
            """{"lines":[{"text":"first","score":0.875,"box":[[10,20],[110,20],[110,40],[10,40]]},{"text":"second","score":0.75,"box":[[10,60],[110,60],[110,80],[10,80]]}],"width":200,"height":100}""",
            answer.Json.ToJsonString());
        Assert.Equal(["text", "score", "box"], answer.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2, 4, 2], answer.Tensors[2].Shape);
        Assert.Equal([10, 20, 110, 20, 110, 40, 10, 40], answer.Tensors[2].Floats!.Take(8));
    }

    [Fact]
    public void A_page_without_text_has_empty_lists()
    {
        var answer = Lines.Compose(Page, [new("detect", Page, Array.Empty<LineItem>())]);

        Assert.Empty(answer.Labels);
        Assert.Equal("""{"lines":[],"width":200,"height":100}""", answer.Json.ToJsonString());
        Assert.Equal([0, 4, 2], answer.Tensors[2].Shape);
    }

    [Fact]
    public void The_tensors_are_as_described() =>
        Assert.Equal(
            Lines.Tensors.Select(description => (description.Name, description.Datatype, description.Shape.Count)),
            Lines.Compose(Page, []).Tensors.Select(tensor => (tensor.Name, tensor.Strings is null ? "FP32" : "BYTES", tensor.Shape.Count)));

    private static Quad Box(float x, float y) => new(new(x, y), new(x + 100, y), new(x + 100, y + 20), new(x, y + 20));
}

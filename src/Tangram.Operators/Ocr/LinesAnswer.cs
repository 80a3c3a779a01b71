using System.Text.Json.Nodes;
using Tangram.Core.Catalogs;
using Tangram.Operators.Imaging;

namespace Tangram.Operators.Ocr;

/// <summary>Answers with the lines of a page that could be read, in reading order.</summary>
internal sealed class LinesAnswer(float minScore) : IAnswerOperator, ICatalogued<LinesAnswer, IAnswerOperator>
{
    /// <inheritdoc/>
    public static string Name => "ocr-lines";

    /// <inheritdoc/>
    public IReadOnlyList<AnswerTensorDescription> Tensors { get; } =
    [
        new("text", "BYTES", [-1]),
        new("score", "FP32", [-1]),
        new("box", "FP32", [-1, 4, 2]),
    ];

    /// <inheritdoc/>
    public static IAnswerOperator Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new LinesAnswer((float)settings.Number("min-score", fallback: 0.5, min: 0, max: 1));
    }

    /// <inheritdoc/>
    public Answer Compose(object entry, IReadOnlyList<TaskResult> results)
    {
        var page = Items.As<RgbImage>(entry, Name);
        var lines = ReadingOrder.Sort([.. results.Select(Read).OfType<ReadLine>()], line => line.Place.Quad);
        string[] texts = [.. lines.Select(line => line.Text.Text)];
        AnswerTensor[] tensors =
        [
            new("text", [lines.Count], texts),
            new("score", [lines.Count], [.. lines.Select(line => line.Text.Score)]),
            new("box", [lines.Count, 4, 2], [.. lines.SelectMany(Corners).SelectMany(corner => corner)]),
        ];
        return new Answer(ToJson(page, lines), tensors, texts);
    }

    private static JsonObject ToJson(RgbImage page, IEnumerable<ReadLine> lines) => new()
    {
        ["lines"] = new JsonArray([.. lines.Select(ToJson)]),
        ["width"] = page.Width,
        ["height"] = page.Height,
    };

    private static JsonObject ToJson(ReadLine line) => new()
    {
        ["text"] = line.Text.Text,
        ["score"] = Math.Round((double)line.Text.Score, 4),
        ["box"] = new JsonArray([.. Corners(line).Select(corner => new JsonArray([.. corner.Select(ToJson)]))]),
    };

    private static JsonValue ToJson(float coordinate) => JsonValue.Create(Math.Round((double)coordinate, 1));

    private static IEnumerable<float[]> Corners(ReadLine line) =>
        Enumerable.Range(0, 4).Select(i => line.Place.Quad[i]).Select(corner => new[] { corner.X, corner.Y });

    private ReadLine? Read(TaskResult result) =>
        result is { Item: LineItem place, Value: RecognisedText text } && text.Text.Length > 0 && text.Score >= minScore
            ? new ReadLine(place, text)
            : null;

    private sealed record ReadLine(LineItem Place, RecognisedText Text);
}

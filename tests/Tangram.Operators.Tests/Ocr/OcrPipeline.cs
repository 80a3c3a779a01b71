using System.Diagnostics;
using Tangram.Core.Catalogs;

namespace Tangram.Operators.Tests.Ocr;

/// <summary>The whole OCR application in one process: the operators as the catalogues make them, around the real models.</summary>
public sealed class OcrPipeline : IDisposable
{
    private readonly IEntryOperator _entry = OperatorCatalogs.Entries.Create("image", Settings.Empty);
    private readonly ITaskOperator _detect = OperatorCatalogs.Tasks.Create("ocr-detect", Settings.Empty);
    private readonly ITaskOperator _orient = OperatorCatalogs.Tasks.Create("ocr-orient", Settings.Empty);
    private readonly ITaskOperator _recognise = OperatorCatalogs.Tasks.Create("ocr-recognise", new Settings(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["keys"] = Repository.Model("ppocr_keys_v1.txt") }));

    private readonly IAnswerOperator _lines = OperatorCatalogs.Answers.Create("ocr-lines", Settings.Empty);
    private readonly Model _detector = new("ch_PP-OCRv4_det_infer.onnx");
    private readonly Model _classifier = new("ch_ppocr_mobile_v2.0_cls_infer.onnx");
    private readonly Model _recogniser = new("ch_PP-OCRv4_rec_infer.onnx");

    /// <summary>Milliseconds spent in each step of the operators, and how often it was run.</summary>
    internal SortedDictionary<string, (double Milliseconds, int Count)> Steps { get; } = new(StringComparer.Ordinal);

    public object Read(byte[] body) => Measure("entry.Read", () => _entry.Read(body));

    public IReadOnlyList<object> Detect(object page, int width, int height) =>
        Run(_detect, _detector, page, [3, height, width]).Items;

    public object Orient(object line) => Run(_orient, _classifier, line, [3, 48, 192]).Items[0];

    public TaskResult Recognise(object line, int width) =>
        new("recognise", line, Run(_recognise, _recogniser, line, [3, 48, width]).Value);

    public Answer Compose(object page, IReadOnlyList<TaskResult> results) => Measure("answer.Compose", () => _lines.Compose(page, results));

    public Answer Answer(byte[] body, int detection, int recognition)
    {
        var page = Read(body);
        return Compose(page, [.. Detect(page, detection, detection).Select(line => Recognise(line, recognition))]);
    }

    public void Dispose()
    {
        _detector.Dispose();
        _classifier.Dispose();
        _recogniser.Dispose();
    }

    private TaskOutcome Run(ITaskOperator task, Model model, object item, int[] shape)
    {
        var name = task.GetType().Name;
        var input = new float[shape.Aggregate(1, (product, side) => product * side)];
        Measure($"{name}.Prepare {shape[^1]}", () =>
        {
            task.Prepare(item, shape, input);
            return input;
        });
        var (output, outputShape) = model.Run(input, shape);
        return Measure($"{name}.Interpret {shape[^1]}", () => task.Interpret(item, shape, outputShape, output));
    }

    private T Measure<T>(string step, Func<T> run)
    {
        var start = Stopwatch.GetTimestamp();
        var result = run();
        var (milliseconds, count) = Steps.GetValueOrDefault(step);
        Steps[step] = (milliseconds + Stopwatch.GetElapsedTime(start).TotalMilliseconds, count + 1);
        return result;
    }
}

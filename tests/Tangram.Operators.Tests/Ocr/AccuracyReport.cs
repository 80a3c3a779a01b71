using System.Globalization;
using System.Text;
using Tangram.Core.Accuracy;

namespace Tangram.Operators.Tests.Ocr;

/// <summary>Measures how well the labelled pages are read at every size. Run it with <c>-explicit only -showliveoutput</c>.</summary>
public sealed class AccuracyReport(OcrPipeline pipeline, ITestOutputHelper output) : IClassFixture<OcrPipeline>
{
    private static readonly int[] DetectionSizes = [320, 480, 640, 960];
    private static readonly int[] RecognitionWidths = [160, 240, 320];

    [Fact(Explicit = true)]
    public void Accuracy_of_every_pair_of_variants()
    {
        foreach (var detection in DetectionSizes)
        {
            var pages = Repository.PageNames.Select(name => Detect(name, detection)).ToList();
            Write($"detection {detection}: fan-out {pages.Average(page => page.Lines.Count):F2}");
            foreach (var recognition in RecognitionWidths)
            {
                Report(pages, detection, recognition);
            }
        }

        foreach (var (step, (milliseconds, count)) in pipeline.Steps)
        {
            Write($"{step,-32} {milliseconds / count:F3} ms");
        }
    }

    private (string Name, object Page, IReadOnlyList<object> Lines) Detect(string name, int size)
    {
        var page = pipeline.Read(Repository.PageImage(name));
        return (name, page, pipeline.Detect(page, size, size));
    }

    private void Report(List<(string Name, object Page, IReadOnlyList<object> Lines)> pages, int detection, int recognition)
    {
        var (right, lines, wrongCharacters, characters) = (0, 0, 0, 0);
        var faults = new StringBuilder();
        foreach (var (name, page, boxes) in pages)
        {
            var expected = Repository.PageText(name);
            var read = pipeline.Compose(page, [.. boxes.Select(box => pipeline.Recognise(box, recognition))]).Labels;
            var left = read.ToList();
            right += expected.Count(left.Remove);
            lines += expected.Length;
            wrongCharacters += TextComparison.EditDistance(string.Join('\n', expected), string.Join('\n', read));
            characters += expected.Sum(line => line.Length);
            if (!expected.SequenceEqual(read, StringComparer.Ordinal))
            {
                faults.Append(CultureInfo.InvariantCulture, $"   {name}: {string.Join(" | ", expected.Except(read))} -> {string.Join(" | ", read.Except(expected))}\n");
            }
        }

        Write($"  recognition {recognition}: exact lines {(double)right / lines:F3}, character error rate {(double)wrongCharacters / characters:F4}");
        if (Environment.GetEnvironmentVariable("OCR_FAULTS") is not null)
        {
            Write(faults.ToString());
        }
    }

    private void Write(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private void Write(string text) => output.WriteLine(text);
}

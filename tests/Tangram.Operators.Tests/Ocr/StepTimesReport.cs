using System.Diagnostics;
using System.Globalization;
using Tangram.Core.Catalogs;

namespace Tangram.Operators.Tests.Ocr;

/// <summary>Times each step of the operators once the code is warm. Run it alone, with <c>-explicit only -showliveoutput</c>.</summary>
public sealed class StepTimesReport(ITestOutputHelper output)
{
    private const int Rounds = 30;

    [Fact(Explicit = true)]
    public void Time_of_every_step()
    {
        var entry = OperatorCatalogs.Entries.Create("image", Settings.Empty);
        var detect = OperatorCatalogs.Tasks.Create("ocr-detect", Settings.Empty);
        var recognise = OperatorCatalogs.Tasks.Create("ocr-recognise", new Settings(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["keys"] = Repository.Model("ppocr_keys_v1.txt") }));
        byte[][] bodies = [.. Repository.PageNames.Select(Repository.PageImage)];
        object[] pages = [.. bodies.Select(body => entry.Read(body))];

        Measure("entry.Read", bodies, body => entry.Read(body));
        using var detector = new Model("ch_PP-OCRv4_det_infer.onnx");
        IReadOnlyList<object> lines = [];
        foreach (var size in new[] { 320, 640, 960 })
        {
            int[] shape = [3, size, size];
            var input = new float[3 * size * size];
            Measure($"detect.Prepare {size}", pages, page => detect.Prepare(page, shape, input));
            detect.Prepare(pages[7], shape, input);
            var (map, mapShape) = detector.Run(input, shape);
            Measure($"detect.Interpret {size}", [pages[7]], page => lines = detect.Interpret(page, shape, mapShape, map).Items);
        }

        foreach (var width in new[] { 160, 320 })
        {
            var input = new float[3 * 48 * width];
            Measure($"recognise.Prepare {width}", lines, line => recognise.Prepare(line, [3, 48, width], input));
            var steps = new float[width / 8 * 6625];
            Measure($"recognise.Interpret {width}", lines, line => recognise.Interpret(line, [3, 48, width], [width / 8, 6625], steps));
        }
    }

    private void Measure<T>(string step, IReadOnlyList<T> items, Action<T> run)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var item in items)
            {
                run(item);
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / items.Count);
        }

        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step,-26} {times[0]:F3} ms at best, {times[Rounds / 2]:F3} ms in the middle"));
    }
}

using Tangram.Core.Accuracy;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Devices.Cpu;
using Tangram.Operators;

namespace Tangram.Profiling.Tests;

/// <summary>Evaluations with real workers.</summary>
public sealed class EvaluatorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_combination_has_its_accuracy_and_every_variant_its_best_and_its_fan_out()
    {
        WithTexts();
        var application = Applications.Reader(_folder.Root);
        var steps = new Steps();

        var table = await EvaluateAsync(application, steps);

        Assert.Equal((1, "made", 2, 5), (table.Version, table.Application, table.Items, table.Lines));
        Assert.True(ModelFingerprints.AreSame(ModelFingerprints.Of(application), table.Models));
        Assert.Equal(
            [("wide", "mender", 1.0), ("wide", null, 0.8), ("narrow", "mender", 0.6), ("narrow", null, 0.4)],
            table.Combinations.Select(c => (c.Variants["split"], c.Variants["mend"], c.ExactLines)));
        Assert.Equal([0, 1 / 22.0], table.Combinations.Take(2).Select(c => c.CharacterErrorRate));
        Assert.Equal([new ItemAccuracy("a", 3, 2, 13, 1), new ItemAccuracy("b", 2, 2, 9, 0)], table.Combinations[1].Items);
        Assert.Equal(["split", "mend", "read"], table.Tasks.Select(t => t.Task));
        Assert.Equal([null, 0.8, null], table.Tasks.Select(t => t.SkipAccuracy));
        Assert.Equal([new VariantAccuracy("wide", 1, 1, 2.5), new VariantAccuracy("narrow", 0.6, 0.6, 1.5)], table.Tasks[0].Variants);
        Assert.Equal([new VariantAccuracy("mender", 1, 1, 1)], table.Tasks[1].Variants);
        Assert.Equal([new VariantAccuracy("reader", 1, 1, 0)], table.Tasks[2].Variants);
        Assert.Equal([0.5, 1], steps.All.Select(s => s.Fraction));
    }

    [Fact]
    public async Task Every_core_takes_its_part_and_the_table_is_the_same()
    {
        WithTexts();
        var application = Applications.Reader(_folder.Root);

        var alone = await EvaluateAsync(application, new Steps());
        var together = await new Evaluator(application, [CpuAffinity.ProcessCores[0], CpuAffinity.ProcessCores[^1]]).EvaluateAsync(new Steps(), TestContext.Current.CancellationToken);

        Assert.Equal(JsonFile.Write(alone), JsonFile.Write(together));
    }

    [Fact]
    public async Task Without_labelled_items_there_is_nothing_to_evaluate()
    {
        var fault = await Assert.ThrowsAsync<InvalidFileException>(() => EvaluateAsync(Applications.Reader(_folder.Root), new Steps()));

        Assert.Equal("made: evaluation: there are no labelled items; NAME.txt beside NAME.png holds the expected lines", fault.Message);
    }

    [Fact]
    public async Task Labels_without_lines_are_nothing_to_evaluate()
    {
        _folder.With("a.page", "one").With("a.txt", "\n");

        var fault = await Assert.ThrowsAsync<InvalidFileException>(() => EvaluateAsync(Applications.Reader(_folder.Root), new Steps()));

        Assert.StartsWith("made: evaluation: there are no labelled items", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_ever_right_the_labels_are_doubted()
    {
        _folder.With("a.page", "one").With("a.txt", "two");

        var fault = await Assert.ThrowsAsync<InvalidFileException>(() => EvaluateAsync(Applications.Reader(_folder.Root), new Steps()));

        Assert.Equal("made: evaluation.data: no combination of variants reads a single line exactly; are these the labels of these items?", fault.Message);
    }

    [Fact]
    public async Task An_evaluation_can_be_broken_off()
    {
        WithTexts();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Evaluator(Applications.Reader(_folder.Root), [CpuAffinity.ProcessCores[0]]).EvaluateAsync(new Steps(_ => stop.Cancel()), stop.Token));
    }

    [Fact]
    public async Task The_ocr_models_read_pages()
    {
        foreach (var name in (string[])["01.png", "01.txt", "09.png", "09.txt"])
        {
            File.Copy(Path.Combine(Repository.PagesFolder, name), _folder.At(name));
        }

        var table = await EvaluateAsync(Ocr(), new Steps());

        Assert.Equal((2, Repository.PageText("01").Length + Repository.PageText("09").Length), (table.Items, table.Lines));
        Assert.Equal(["cls-192", null], table.Combinations.Select(c => c.Variants["orient"]));
        Assert.All(table.Combinations, c => Assert.InRange(c.ExactLines, 0.5, 1));
        Assert.All(table.Combinations, c => Assert.Equal(c.Items.Sum(i => i.ExactLines) / (double)table.Lines, c.ExactLines));
        Assert.All(table.Combinations, c => Assert.Equal(c.Items.Sum(i => i.CharacterEdits) / (double)c.Items.Sum(i => i.Characters), c.CharacterErrorRate));
        var best = table.Combinations.Max(c => c.ExactLines);
        Assert.All(table.Tasks, t => Assert.Equal([best], t.Variants.Select(v => v.Accuracy)));
        Assert.All(table.Tasks, t => Assert.Equal([1], t.Variants.Select(v => v.RelativeAccuracy)));
        Assert.Equal(table.Combinations[1].ExactLines, table.Tasks[1].SkipAccuracy);
        Assert.InRange(table.Tasks[0].Variants[0].FanOut, table.Lines * best / 2, table.Lines);
        Assert.Equal([1, 0], table.Tasks.Skip(1).Select(t => t.Variants[0].FanOut));
    }

    private void WithTexts() => _folder.With("a.page", "one\ntwo#\nthree").With("a.txt", "one\ntwo\nthree").With("b.page", "four\nfour").With("b.txt", "four\nfour");

    private Application Ocr() => ApplicationParser.Parse(
        $$"""
        version: 1
        name: ocr
        models: {{Path.GetDirectoryName(Repository.Model("ppocr_keys_v1.txt"))}}
        objectives: {latencyMilliseconds: 2000, accuracy: 0.95}
        entry: {operator: image}
        answer: {operator: ocr-lines}
        tasks:
          - name: detect
            operator: ocr-detect
            variants: [{name: det-320, model: ch_PP-OCRv4_det_infer.onnx, input: [3, 320, 320]}]
          - name: orient
            operator: ocr-orient
            optional: true
            variants: [{name: cls-192, model: ch_ppocr_mobile_v2.0_cls_infer.onnx, input: [3, 48, 192]}]
          - name: recognise
            operator: ocr-recognise
            files: {keys: ppocr_keys_v1.txt}
            variants: [{name: rec-160, model: ch_PP-OCRv4_rec_infer.onnx, input: [3, 48, 160]}]
        edges: [{from: detect, to: orient}, {from: orient, to: recognise}]
        evaluation: {data: ., accuracyFile: accuracy.json}
        """,
        "application.yaml",
        _folder.Root,
        BoundApplication.Known);

    private static Task<AccuracyTable> EvaluateAsync(Application application, Steps steps) =>
        new Evaluator(application, [CpuAffinity.ProcessCores[0]]).EvaluateAsync(steps, TestContext.Current.CancellationToken);
}

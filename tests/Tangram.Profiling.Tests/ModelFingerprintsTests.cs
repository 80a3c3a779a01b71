using Tangram.Core.Applications;

namespace Tangram.Profiling.Tests;

public sealed class ModelFingerprintsTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().With("a.onnx", "a model").With("b.onnx", "another");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_file_and_input_have_the_same_fingerprint()
    {
        _folder.With("copy.onnx", "a model");

        Assert.Equal(Of("a.onnx", 3, 8, 8), Of("a.onnx", 3, 8, 8));
        Assert.Equal(Of("a.onnx", 3, 8, 8), Of("copy.onnx", 3, 8, 8));
    }

    [Fact]
    public void Another_content_or_input_has_another_fingerprint()
    {
        string[] all = [Of("a.onnx", 3, 8, 8), Of("b.onnx", 3, 8, 8), Of("a.onnx", 3, 8, 16), Of("a.onnx", 38, 8), Of("a.onnx", 8, 3, 8)];

        Assert.Distinct(all);
        var before = Of("a.onnx", 3, 8, 8);
        _folder.With("a.onnx", "a model.");
        Assert.NotEqual(before, Of("a.onnx", 3, 8, 8));
    }

    [Fact]
    public void Every_variant_of_every_task_has_one()
    {
        var prints = ModelFingerprints.Of(Applications.Reader());

        Assert.Equal(["mender", "narrow", "reader", "wide"], prints.Keys);
        Assert.Equal(prints["mender"], prints["narrow"]);
        Assert.EndsWith(" 3x48x192", prints["wide"], StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_the_same_only_if_all_variants_are()
    {
        var two = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" };

        Assert.True(ModelFingerprints.AreSame(two, new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }));
        Assert.False(ModelFingerprints.AreSame(two, new Dictionary<string, string> { ["a"] = "1" }));
        Assert.False(ModelFingerprints.AreSame(new Dictionary<string, string> { ["a"] = "1" }, two));
        Assert.False(ModelFingerprints.AreSame(two, new Dictionary<string, string> { ["a"] = "1", ["b"] = "3" }));
        Assert.False(ModelFingerprints.AreSame(two, new Dictionary<string, string> { ["a"] = "1", ["c"] = "2" }));
    }

    private string Of(string model, params int[] input)
    {
        Variant variant = Applications.Variant("v", _folder.At(model), input);
        return ModelFingerprints.Of(Applications.Of([Applications.Node("one", variant)], []))["v"];
    }
}

using Tangram.Core.Profiles;
using Tangram.Profiling.Signatures;
using Tangram.Profiling.Tests.Onnx;

namespace Tangram.Profiling.Tests.Signatures;

public sealed class SignatureEstimatorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bytes_over_latency_and_bandwidth_make_dram_and_what_is_kept_over_the_cache_makes_l2()
    {
        // 262,144 numbers in and as many out: 2 MiB a batch of one, in 10 ms.
        File.WriteAllBytes(_folder.At("copy.onnx"), new OnnxWriter().Input("x").Node("Relu", ["x"], "y").Output("y").Bytes());
        var variant = Applications.Variant("copy", _folder.At("copy.onnx"), 262144);

        var signature = SignatureEstimator.Estimate(variant, new SoloLatency(1, 10), new MemorySystem(1, 8, 0.5));

        Assert.Equal(new VariantSignature("copy", 0.25, 0.2097, "estimated", 2097152, 262144), signature);
    }

    [Fact]
    public void A_latency_of_a_batch_goes_with_the_bytes_of_that_batch()
    {
        File.WriteAllBytes(_folder.At("copy.onnx"), new OnnxWriter().Input("x").Node("Relu", ["x"], "y").Output("y").Bytes());
        var variant = Applications.Variant("copy", _folder.At("copy.onnx"), 262144);

        Assert.Equal(
            SignatureEstimator.Estimate(variant, new SoloLatency(1, 10), new MemorySystem(1, 8, 0.5)),
            SignatureEstimator.Estimate(variant, new SoloLatency(4, 40), new MemorySystem(1, 8, 0.5)));
    }

    [Theory]
    [InlineData("ch_PP-OCRv4_det_infer.onnx", 320)]
    [InlineData("ch_PP-OCRv4_det_infer.onnx", 960)]
    [InlineData("ch_PP-OCRv4_rec_infer.onnx", 48)]
    [InlineData("ch_ppocr_mobile_v2.0_cls_infer.onnx", 48)]
    public void The_examples_models_have_utilisations_between_0_and_1_however_fast_they_are(string file, int height)
    {
        var variant = Applications.Variant("v", Repository.Model(file), 3, height, 320);
        foreach (var milliseconds in (double[])[1e-3, 10, 1e5])
        {
            var signature = SignatureEstimator.Estimate(variant, new SoloLatency(1, milliseconds), new MemorySystem(10, null, null));

            Assert.True(signature is { L2: > 0 and <= 1, Dram: >= 0 and <= 1, BytesPerItem: > 1e6, OperationsPerItem: > 1e7, Source: "estimated" });
        }
    }

    [Fact]
    public void A_model_that_cannot_be_counted_has_no_signature()
    {
        _folder.With("broken.onnx", "not a model");

        Assert.Null(SignatureEstimator.Estimate(Applications.Variant("v", _folder.At("broken.onnx"), 3), new SoloLatency(1, 1), new MemorySystem(1, 1, 1)));
    }

    [Fact]
    public void The_smallest_batch_on_the_smallest_segment_is_what_a_profile_is_asked_for()
    {
        File.WriteAllBytes(_folder.At("copy.onnx"), new OnnxWriter().Input("x").Node("Relu", ["x"], "y").Output("y").Bytes());
        var application = Applications.Of([Applications.Node("one", Applications.Variant("copy", _folder.At("copy.onnx"), 262144)), Applications.Node("two", Applications.Variant("left-out", _folder.At("copy.onnx"), 1))], []);

        var signature = Assert.Single(SignatureEstimator.Estimate(application, [Entry("1c", 1, 2, 20), Entry("1c", 1, 1, 10), Entry("1c", 2, 1, 99), Entry("2c", 1, 1, 5)], new MemorySystem(1, 8, 0.5)));

        Assert.Equal(0.2097, signature.Dram);
    }

    private static ProfileEntry Entry(string profile, int processes, int batch, double milliseconds) => new("copy", profile, processes, batch, milliseconds, milliseconds, milliseconds, 1, 1, []);
}

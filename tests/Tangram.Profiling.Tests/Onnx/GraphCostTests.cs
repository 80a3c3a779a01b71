using Tangram.Profiling.Onnx;

namespace Tangram.Profiling.Tests.Onnx;

public sealed class GraphCostTests
{
    [Fact]
    public void A_convolution_takes_a_multiply_add_for_each_weight_of_each_output_element()
    {
        // 3 × 8 × 8 to 16 × 4 × 4 with a window of 3 × 3: 256 outputs of 27 multiply-adds each.
        var bytes = new OnnxWriter().Input("x").Weight("w", 16, 3, 3, 3)
            .Node("Conv", ["x", "w"], "y", ("strides", [2, 2]), ("pads", [1, 1, 1, 1])).Output("y").Bytes();

        var cost = GraphCost.Of(OnnxReader.Read(bytes), [1, 3, 8, 8]);

        Assert.Equal(2 * 27 * 256, cost.Operations);
        Assert.Equal(4 * ((3 * 64) + (16 * 27) + 256), cost.Bytes);
        Assert.Equal(4 * ((16 * 27) + (3 * 64) + 256), cost.FootprintBytes);
        Assert.Empty(cost.Unknown);
    }

    [Fact]
    public void A_batch_reads_its_weights_once()
    {
        var model = OnnxReader.Read(new OnnxWriter().Input("x").Weight("w", 10, 20).Node("MatMul", ["x", "w"], "y").Output("y").Bytes());

        var (one, four) = (GraphCost.Of(model, [1, 10]), GraphCost.Of(model, [4, 10]));

        Assert.Equal((400, 4 * (10 + 200 + 20)), (one.Operations, one.Bytes));
        Assert.Equal((1600, 4 * (40 + 200 + 80)), (four.Operations, four.Bytes));
    }

    [Fact]
    public void Groups_windows_and_pools_are_counted()
    {
        // Depthwise: 8 channels of 9 weights each; then the pool of 2 × 2, then the mean over what is left.
        var bytes = new OnnxWriter().Input("x").Weight("w", 8, 1, 3, 3)
            .Node("Conv", ["x", "w"], "a", ("group", [8]), ("pads", [1, 1, 1, 1]))
            .Node("MaxPool", ["a"], "b", ("kernel_shape", [2, 2]), ("strides", [2, 2]))
            .Node("GlobalAveragePool", ["b"], "c").Output("c").Bytes();

        var cost = GraphCost.Of(OnnxReader.Read(bytes), [1, 8, 6, 6]);

        Assert.Equal((8 * 36 * 18) + (8 * 9 * 4) + (8 * 9), cost.Operations);
    }

    [Fact]
    public void Shapes_that_are_computed_from_shapes_are_followed()
    {
        // [2, 3, 4, 5] is given the shape [its first size, -1] = [2, 60], and multiplied with [60, 7].
        var bytes = new OnnxWriter().Input("x").Integers("from", 0).Integers("to", 1).Integers("rest", -1).Weight("w", 60, 7)
            .Node("Shape", ["x"], "s").Node("Slice", ["s", "from", "to"], "first").Node("Concat", ["first", "rest"], "wanted", ("axis", [0]))
            .Node("Reshape", ["x", "wanted"], "flat").Node("MatMul", ["flat", "w"], "y").Output("y").Bytes();

        var cost = GraphCost.Of(OnnxReader.Read(bytes), [2, 3, 4, 5]);

        Assert.Equal(2 * 2 * 60 * 7, cost.Operations);
    }

    [Fact]
    public void What_is_made_of_weights_alone_costs_nothing()
    {
        var bytes = new OnnxWriter().Input("x").Weight("a", 100).Weight("b", 100)
            .Node("Add", ["a", "b"], "sum").Node("Mul", ["x", "sum"], "y").Output("y").Bytes();

        var cost = GraphCost.Of(OnnxReader.Read(bytes), [1, 100]);

        Assert.Equal((100, 4 * 300), (cost.Operations, cost.Bytes));
    }

    [Fact]
    public void An_operator_that_is_not_known_counts_as_a_copy_and_is_named()
    {
        var bytes = new OnnxWriter().Input("x").Node("Nonsense", ["x"], "y").Output("y").Bytes();

        var cost = GraphCost.Of(OnnxReader.Read(bytes), [1, 50]);

        Assert.Equal((50, 400), (cost.Operations, cost.Bytes));
        Assert.Equal(["Nonsense"], cost.Unknown);
    }

    [Fact]
    public void Activations_that_are_no_longer_needed_do_not_count_as_footprint()
    {
        var bytes = new OnnxWriter().Input("x").Node("Relu", ["x"], "a").Node("Relu", ["a"], "b").Node("Relu", ["b"], "c").Output("c").Bytes();

        Assert.Equal(2 * 4 * 100, GraphCost.Of(OnnxReader.Read(bytes), [1, 100]).FootprintBytes);
    }

    // The shapes that ONNX Runtime answers with; the page models halve the sides five times, and reading takes an eighth of the width.
    [Theory]
    [InlineData("ch_PP-OCRv4_det_infer.onnx", 640, 640, new long[] { 1, 1, 640, 640 })]
    [InlineData("ch_PP-OCRv4_rec_infer.onnx", 48, 320, new long[] { 1, 40, 6625 })]
    [InlineData("ch_ppocr_mobile_v2.0_cls_infer.onnx", 48, 192, new long[] { 1, 2 })]
    public void The_examples_models_are_followed_to_their_outputs(string file, int height, int width, long[] expected)
    {
        var model = OnnxReader.Read(File.ReadAllBytes(Repository.Model(file)));

        Assert.Equal(expected, GraphCost.OutputShape(model, [1, 3, height, width]));
        Assert.Empty(GraphCost.Of(model, [1, 3, height, width]).Unknown);
    }

    [Fact]
    public void The_detectors_operations_grow_with_the_area_of_the_page()
    {
        var model = OnnxReader.Read(File.ReadAllBytes(Repository.Model("ch_PP-OCRv4_det_infer.onnx")));

        var (small, large) = (GraphCost.Of(model, [1, 3, 320, 320]), GraphCost.Of(model, [1, 3, 640, 640]));

        Assert.InRange(large.Operations / small.Operations, 3.9, 4.1);
        Assert.InRange(small.Operations, 1e9, 1e10);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a model")]
    [InlineData("\u003a\u007f")]
    public void What_is_no_model_is_refused(string text) =>
        Assert.Throws<FormatException>(() => OnnxReader.Read(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Every_cut_of_a_model_is_refused_or_read_but_never_a_fault_of_ours()
    {
        var bytes = File.ReadAllBytes(Repository.Model("ch_ppocr_mobile_v2.0_cls_infer.onnx"));
        for (var length = 0; length < bytes.Length; length += 9973)
        {
            try
            {
                GraphCost.Of(OnnxReader.Read(bytes.AsSpan(0, length)), [1, 3, 48, 192]);
            }
            catch (FormatException)
            {
                // As it should be.
            }
        }
    }
}

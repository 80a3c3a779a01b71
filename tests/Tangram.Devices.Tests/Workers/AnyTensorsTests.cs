using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Tangram.Devices.Workers;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.Worker.Messages;
using Tangram.TestKit.Onnx;

namespace Tangram.Devices.Tests.Workers;

/// <summary>Models as their files say: any number of inputs and outputs of any datatype.</summary>
public sealed class AnyTensorsTests
{
    private const string Name = "m";

    [Fact]
    public async Task Elements_of_every_datatype_come_back_as_they_were()
    {
        await using var worker = await Angle.StartAsync();
        foreach (var datatype in Datatype.All)
        {
            await LoadAsync(worker, OnnxModels.Identity(datatype, -1, 3), maxBatch: 4);
            var sent = Some(datatype, 2 * 3);

            using var result = await worker.RunAsync(Batch(Input("in0", datatype, [2, 3], sent)), Angle.Patience);

            var output = Assert.Single(result.Outputs);
            Assert.Equal(("out0", datatype), (output.Name, output.Datatype));
            Assert.Equal([2, 3], output.Shape);
            Assert.Equal(sent, output.Data.ToArray());
        }
    }

    [Fact]
    public async Task A_model_with_an_input_and_an_output_of_every_datatype_is_described_and_runs_with_its_inputs_in_any_order()
    {
        await using var worker = await Angle.StartAsync();
        var loaded = await LoadAsync(worker, OnnxModels.Identity([.. Datatype.All.Select((d, i) => (d, new long[] { -1, i + 1 }))]), maxBatch: 8);
        Assert.Equal(Datatype.All, loaded.Inputs.Select(i => i.Datatype));
        Assert.Equal(Datatype.All, loaded.Outputs.Select(o => o.Datatype));
        Assert.All(loaded.Inputs, (input, i) => Assert.Equal(($"in{i}", $"-1,{i + 1}"), (input.Name, string.Join(',', input.Shape))));
        var sent = Datatype.All.Select((d, i) => Input($"in{i}", d, [2, i + 1], Some(d, 2 * (i + 1)))).ToArray();

        using var result = await worker.RunAsync(Batch([.. sent.Reverse()]), Angle.Patience);

        Assert.All(result.Outputs, (output, i) => Assert.Equal(sent[i].Pieces[0].ToArray(), output.Data.ToArray()));
    }

    [Fact]
    public async Task Two_inputs_give_two_outputs()
    {
        await using var worker = await Angle.StartAsync();
        await LoadAsync(worker, OnnxModels.AddSub(Datatype.Int32, 4), maxBatch: 8);

        using var result = await worker.RunAsync(Batch(Integers("b", 1, 2, 3, 4), Integers("a", 10, 20, 30, 40)), Angle.Patience);

        Assert.Equal(["sum", "difference"], result.Outputs.Select(o => o.Name));
        Assert.Equal([11, 22, 33, 44], MemoryMarshal.Cast<byte, int>(result.Outputs[0].Data.Span).ToArray());
        Assert.Equal([9, 18, 27, 36], MemoryMarshal.Cast<byte, int>(result.Outputs[1].Data.Span).ToArray());
        Assert.Throws<InvalidOperationException>(() => result.Outputs[0].Floats.Length);
    }

    [Fact]
    public async Task Pieces_of_an_input_are_one_tensor()
    {
        await using var worker = await Angle.StartAsync();
        await LoadAsync(worker, OnnxModels.Identity(Datatype.Fp32, -1, 30_000), maxBatch: 8);
        float[][] items = [.. Enumerable.Range(0, 5).Select(i => Enumerable.Range(0, 30_000).Select(k => (i * 100_000f) + k).ToArray())];

        using var result = await worker.RunAsync(
            Batch(new BatchInput("in0", Datatype.Fp32, [5, 30_000], [.. items.Select(item => TensorBytes.Of<float>(item))])), Angle.Patience);

        Assert.Equal(items.SelectMany(item => item), result.Outputs[0].Floats.ToArray());
    }

    [Fact]
    public async Task Strings_keep_their_bytes_whatever_they_are()
    {
        await using var worker = await Angle.StartAsync();
        await LoadAsync(worker, OnnxModels.Identity(Datatype.Bytes, -1), maxBatch: 8);
        var sent = ByteStrings.Join([[], "Grüße"u8.ToArray(), [0, 255, 254], new byte[100_000]]);

        using var result = await worker.RunAsync(Batch(Input("in0", Datatype.Bytes, [4], sent)), Angle.Patience);

        Assert.Equal(sent, result.Outputs[0].Data.ToArray());
    }

    [Fact]
    public async Task Truth_values_other_than_0_and_1_are_true()
    {
        await using var worker = await Angle.StartAsync();
        await LoadAsync(worker, OnnxModels.Identity(Datatype.Bool, 3), maxBatch: 0);

        using var result = await worker.RunAsync(Batch(Input("in0", Datatype.Bool, [3], [0, 1, 255])), Angle.Patience);

        Assert.Equal([0, 1, 1], result.Outputs[0].Data.ToArray());
    }

    [Fact]
    public async Task Without_a_batch_dimension_shapes_come_whole()
    {
        await using var worker = await Angle.StartAsync();
        var loaded = await LoadAsync(worker, OnnxModels.Identity((Datatype.Fp32, [-1, 2, -1]), (Datatype.Int64, []), (Datatype.Bytes, [2])), maxBatch: 0);
        Assert.Equal([-1, 2, -1], loaded.Outputs[0].Shape);
        await worker.WarmUpAsync(Name, 1);
        BatchInput[] rest = [Input("in1", Datatype.Int64, [], new byte[8]), Input("in2", Datatype.Bytes, [2], ByteStrings.Join(["a"u8.ToArray(), []]))];

        foreach (int[] shape in (int[][])[[3, 2, 5], [1, 2, 0], [0, 2, 7]])
        {
            using var result = await worker.RunAsync(Batch([Input("in0", Datatype.Fp32, shape, new byte[4 * shape.Aggregate(1, (a, b) => a * b)]), .. rest]), Angle.Patience);
            Assert.Equal(shape, result.Outputs[0].Shape);
            Assert.Equal([], result.Outputs[1].Shape);
        }
    }

    [Fact]
    public async Task A_warm_up_puts_1_where_the_file_leaves_a_size_open_and_tells_the_shapes_that_came()
    {
        await using var worker = await Angle.StartAsync();
        await LoadAsync(worker, OnnxModels.Identity((Datatype.Fp32, [-1, -1, 7]), (Datatype.Bytes, [-1, 2])), maxBatch: 4);

        var ran = await worker.WarmUpAsync(Name, 3);

        Assert.Equal([3, 1, 7], ran.Outputs[0].Shape);
        Assert.Equal((84, 3 * 2 * 5), (ran.Outputs[0].Bytes, ran.Outputs[1].Bytes));
        await Assert.ThrowsAsync<ModelFailedException>(() => worker.WarmUpAsync(Name, 5));
    }

    public static TheoryData<string, BatchInput[]> WrongBatches { get; } = new()
    {
        { "variant 'm' takes the inputs [a, b], not [a]", [Integers("a", 1, 2)] },
        { "variant 'm' takes the inputs [a, b], not [a, c]", [Integers("a", 1, 2), Integers("c", 1, 2)] },
        { "variant 'm' takes the inputs [a, b], not [b, b]", [Integers("b", 1, 2), Integers("b", 1, 2)] },
        { "input 'b' of variant 'm' takes INT32, not FP32", [Integers("a", 1, 2), Input("b", Datatype.Fp32, [1, 2], new byte[8])] },
        { "input 'b' of variant 'm' takes [-1,2] (-1 is any), not [1,3]", [Integers("a", 1, 2), Integers("b", 1, 2, 3)] },
        { "input 'a' of variant 'm' takes [-1,2] (-1 is any), not [2]", [Input("a", Datatype.Int32, [2], new byte[8]), Integers("b", 1, 2)] },
        { "input 'a' of variant 'm' takes [-1,2] (-1 is any), not [-3,2]", [Input("a", Datatype.Int32, [-3, 2], new byte[8]), Integers("b", 1, 2)] },
        { "input 'a' of variant 'm' came with 7 bytes, but INT32 in shape [1,2] takes 8", [Input("a", Datatype.Int32, [1, 2], new byte[7]), Integers("b", 1, 2)] },
        { "input 'a' of variant 'm' came with 0 bytes, but INT32 in shape [2147483647,2] takes 17179869176", [Input("a", Datatype.Int32, [int.MaxValue, 2], []), Integers("b", 1, 2)] },
        { "a batch for variant 'm' has inputs of [1,2], [2,2]; the first dimension is that of the batch, at least 1 and the same in all", [Integers("a", 1, 2), Input("b", Datatype.Int32, [2, 2], new byte[16])] },
        { "a batch for variant 'm' has inputs of [0,2], [0,2]; the first dimension is that of the batch, at least 1 and the same in all", [Input("a", Datatype.Int32, [0, 2], []), Input("b", Datatype.Int32, [0, 2], [])] },
        { "a batch of 9 is too large for variant 'm', which was loaded for at most 8", [Input("a", Datatype.Int32, [9, 2], new byte[72]), Input("b", Datatype.Int32, [9, 2], new byte[72])] },
    };

    [Fact]
    public async Task A_wrong_batch_is_refused_on_one_line_and_the_worker_goes_on()
    {
        await using var worker = await Angle.StartAsync();
        await LoadAsync(worker, OnnxModels.AddSub(Datatype.Int32, 2), maxBatch: 8);
        foreach (var row in WrongBatches)
        {
            var fault = await Assert.ThrowsAsync<ModelFailedException>(() => worker.RunAsync(Batch(row.Data.Item2), Angle.Patience));

            Assert.Equal(row.Data.Item1, fault.Message);
            using var result = await worker.RunAsync(Batch(Integers("a", 1, 2), Integers("b", 1, 2)), Angle.Patience);
        }
    }

    [Theory]
    [InlineData("010000006101000000")]
    [InlineData("0100000061")]
    [InlineData("01000000610100000062 01000000 63")]
    [InlineData("0100000061ffffffff")]
    [InlineData("01000000610100000062ff")]
    [InlineData("0100000061ffffff7f")]
    public async Task Strings_whose_lengths_do_not_add_up_are_refused(string bytes)
    {
        await using var worker = await Angle.StartAsync();
        await LoadAsync(worker, OnnxModels.Identity(Datatype.Bytes, -1), maxBatch: 8);

        var fault = await Assert.ThrowsAsync<ModelFailedException>(
            () => worker.RunAsync(Batch(Input("in0", Datatype.Bytes, [2], Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)))), Angle.Patience));

        Assert.Matches("^input 'in0' of variant 'm' (is not the 2 BYTES elements of shape \\[2\\]|came with 5 bytes, but BYTES in shape \\[2\\] takes at least 4 an element)", fault.Message);
        using var result = await worker.RunAsync(Batch(Input("in0", Datatype.Bytes, [1], [0, 0, 0, 0])), Angle.Patience);
    }

    [Fact]
    public async Task Outputs_that_are_not_one_row_for_each_item_are_refused_where_there_are_batches()
    {
        await using var worker = await Angle.StartAsync();
        await LoadAsync(worker, OnnxModels.Shape(-1, 3), maxBatch: 4);
        var three = Batch(Input("in0", Datatype.Fp32, [3, 3], new byte[36]));

        var fault = await Assert.ThrowsAsync<ModelFailedException>(() => worker.RunAsync(three, Angle.Patience));
        await LoadAsync(worker, OnnxModels.Shape(-1, 3), maxBatch: 0);
        using var result = await worker.RunAsync(three, Angle.Patience);

        Assert.Equal("variant 'm' answers a batch of 3 with a tensor 'out0' of [2]; only models whose output's first dimension is the batch can be served", fault.Message);
        Assert.Equal([3L, 3L], MemoryMarshal.Cast<byte, long>(result.Outputs[0].Data.Span).ToArray());
    }

    [Fact]
    public async Task A_file_whose_first_dimension_is_fixed_takes_no_batches_of_other_sizes()
    {
        await using var worker = await Angle.StartAsync();

        var fault = await Assert.ThrowsAsync<ModelFailedException>(() => LoadAsync(worker, OnnxModels.Identity(Datatype.Fp32, 1, 3), maxBatch: 4));

        Assert.EndsWith("takes 'in0' of [1,3] (-1 is any), not batches of up to 4, which every input's first dimension must leave open: load it with a largest batch of 0", fault.Message, StringComparison.Ordinal);
        await LoadAsync(worker, OnnxModels.Identity(Datatype.Fp32, 1, 3), maxBatch: 1);
    }

    [Fact]
    public async Task A_file_that_is_no_model_is_refused_on_one_line()
    {
        await using var worker = await Angle.StartAsync();

        foreach (var bytes in (byte[][])[[], [1, 2, 3], OnnxModels.Identity(Datatype.Fp32, -1)[..40], OnnxModels.Model([OnnxModels.Node("Nonsense", ["a"], ["b"])], [OnnxModels.Value("a", Datatype.Fp32, [1])], [OnnxModels.Value("b", Datatype.Fp32, [1])])])
        {
            var fault = await Assert.ThrowsAsync<ModelFailedException>(() => LoadAsync(worker, bytes, maxBatch: 1));
            Assert.DoesNotContain('\n', fault.Message);
        }
    }

    [Fact]
    public async Task A_result_gives_its_memory_back_once()
    {
        await using var worker = await Angle.StartAsync();
        await LoadAsync(worker, OnnxModels.AddSub(Datatype.Int32, 2), maxBatch: 8);
        var result = await worker.RunAsync(Batch(Integers("a", 1, 2), Integers("b", 1, 2)), Angle.Patience);

        result.Dispose();
        result.Dispose();

        Assert.Throws<ObjectDisposedException>(() => result.Outputs);
    }

    [Fact]
    public async Task A_supervised_file_that_cannot_run_with_sizes_of_1_serves_those_it_can()
    {
        using var file = new ModelFile(OnnxModels.Model(
            [OnnxModels.Node("MatMul", ["in0", "in1"], ["out0"])],
            [OnnxModels.Value("in0", Datatype.Fp32, [-1, 2, -1]), OnnxModels.Value("in1", Datatype.Fp32, [-1, 3, 4])],
            [OnnxModels.Value("out0", Datatype.Fp32, [-1, 2, 4])]));
        await using var worker = await SupervisedWorker.StartAsync(
            new WorkerSettings(), [new LoadVariant(Name, file.Path, 1, [], MaxBatch: 4)], new RecordingWatcher(), cancellation: TestContext.Current.CancellationToken);

        var batch = Batch(Input("in0", Datatype.Fp32, [1, 2, 3], new byte[24]), Input("in1", Datatype.Fp32, [1, 3, 4], new byte[48]));
        using var result = await worker.RunAsync(batch, Angle.Patience);

        Assert.Equal([1, 2, 4], result.Outputs[0].Shape);
        Assert.Equal([-1, 2, 4], worker.Variants[Name].Outputs[0].Shape);
        Assert.Equal(["in0", "in1"], worker.Variants[Name].Inputs.Select(i => i.Name));
    }

    private static async Task<VariantLoaded> LoadAsync(WorkerProcess worker, byte[] model, int maxBatch)
    {
        using var file = new ModelFile(model);
        return await worker.LoadAsync(new LoadVariant(Name, file.Path, Threads: 1, [], maxBatch));
    }

    private static WorkerBatch Batch(params BatchInput[] inputs) => new(Name, inputs);

    private static BatchInput Input(string name, Datatype datatype, int[] shape, byte[] data) => new(name, datatype, shape, [data]);

    private static BatchInput Integers(string name, params int[] values) => new(name, Datatype.Int32, [1, values.Length], [TensorBytes.Of<int>(values)]);

    /// <summary>Elements that no arithmetic would leave as they are.</summary>
    private static byte[] Some(Datatype datatype, int count)
    {
        if (datatype == Datatype.Bytes)
        {
            return ByteStrings.Join([.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(new string('ß', i) + i.ToString(CultureInfo.InvariantCulture)))]);
        }

        var bytes = new byte[count * datatype.Size];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = datatype == Datatype.Bool ? (byte)(i & 1) : (byte)(0xFF - (i * 37 % 256));
        }

        return bytes;
    }
}

using Google.Protobuf;
using Tangram.Protocol.Grpc;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Tests.Grpc;

public sealed class InferRequestMapTests
{
    public static TheoryData<string> Datatypes => [.. Datatype.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Datatypes))]
    public void Every_datatype_comes_raw(string name)
    {
        var bytes = Requests.BytesOfTwo(Datatype.Find(name)!);
        var tensor = Assert.Single(Map(new() { Inputs = { Requests.Input("x", name, 2) }, RawInputContents = { ByteString.CopyFrom(bytes) } }).Inputs);

        Assert.Equal(("x", name, "[2]", Convert.ToHexString(bytes)), (tensor.Name, tensor.Datatype.Name, Tensor.Describe(tensor.Shape), Convert.ToHexString(tensor.Data.Span)));
    }

    [Theory]
    [MemberData(nameof(Datatypes))]
    public void Every_datatype_that_values_can_hold_comes_as_values(string name)
    {
        var datatype = Datatype.Find(name)!;
        var input = Requests.Input("x", name, 2, 1);
        input.Contents = Requests.TwoOf(datatype) ?? new() { Fp32Contents = { 1, 2 } };
        var request = new ModelInferRequest { ModelName = "m", Inputs = { input } };

        if (name is "FP16" or "BF16")
        {
            Assert.Equal($"input 'x' for model 'm': contents cannot hold {name}; it is sent in raw_input_contents", Refused(request));
        }
        else
        {
            Assert.Equal(Convert.ToHexString(Requests.BytesOfTwo(datatype)), Convert.ToHexString(Map(request).Inputs[0].Data.Span));
        }
    }

    [Fact]
    public void Raw_tensors_are_parts_of_the_messages_bytes()
    {
        var bytes = Requests.Raw().ToByteArray();
        var tensor = InferRequestMap.ToRequest(InferMessage.Parse(bytes), limit: null).Inputs[0];
        bytes.AsSpan().Fill(7);

        Assert.All(tensor.Data.ToArray(), b => Assert.Equal(7, b));
    }

    [Fact]
    public void Fields_may_come_in_any_order_and_in_pieces()
    {
        var raw = new ModelInferRequest { RawInputContents = { ByteString.CopyFrom(Requests.Floats(1, 2)) } }.ToByteArray();
        var first = new ModelInferRequest { Inputs = { Requests.Input("a", "FP32", 2) } }.ToByteArray();
        var second = new ModelInferRequest { ModelName = "m", Id = "i", Inputs = { Requests.Input("b", "FP32", 1, 2) } }.ToByteArray();
        var infer = InferMessage.Parse((byte[])[.. raw, .. first, .. raw, .. second]);

        Assert.Equal(("m", "i"), (infer.Message.ModelName, infer.Message.Id));
        Assert.Equal(["a[2]", "b[1,2]"], InferRequestMap.ToRequest(infer, limit: null).Inputs.Select(t => t.Name + Tensor.Describe(t.Shape)));
    }

    [Fact]
    public void Parameters_are_read()
    {
        var request = Requests.Raw(id: "7");
        request.Parameters["timeout"] = new() { Int64Param = 2500 };
        request.Parameters["priority"] = new() { Uint64Param = 2 };
        request.Parameters["binary_data"] = new() { BoolParam = true };
        request.Outputs.Add(new ModelInferRequest.Types.InferRequestedOutputTensor { Name = "out", Parameters = { ["classification"] = new() { Int64Param = 3 } } });
        var mapped = Map(request);

        Assert.Equal(("7", TimeSpan.FromMicroseconds(2500), 2), (mapped.Id, mapped.Timeout, mapped.Priority));
        Assert.Equal(("out", 3), (mapped.Outputs[0].Name, mapped.Outputs[0].Classes));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(0L, null, null)]
    [InlineData(3000L, null, 3.0)]
    [InlineData(null, 5.0, 5.0)]
    [InlineData(3000L, 5.0, 3.0)]
    [InlineData(9000L, 5.0, 5.0)]
    public void The_shorter_of_the_parameter_and_the_calls_own_time_counts(long? microseconds, double? limit, double? milliseconds)
    {
        var request = Requests.Raw();
        if (microseconds is { } given)
        {
            request.Parameters["timeout"] = new() { Int64Param = given };
        }

        var mapped = InferRequestMap.ToRequest(InferMessage.Parse(request.ToByteArray()), limit is { } l ? TimeSpan.FromMilliseconds(l) : null);

        Assert.Equal(milliseconds, mapped.Timeout?.TotalMilliseconds);
    }

    [Fact]
    public void What_is_wrong_is_refused()
    {
        Assert.Equal("the request for model 'echo' has no inputs; it takes at least one", Refused(r => { r.Inputs.Clear(); r.RawInputContents.Clear(); }));
        Assert.Equal("the request for model 'echo' has 1 inputs and 2 raw_input_contents; expected one for each input", Refused(r => r.RawInputContents.Add(ByteString.Empty)));
        Assert.Equal("contents field must not be specified when using raw_input_contents for 'in' for model 'echo'", Refused(r => r.Inputs[0].Contents = new()));
        Assert.Equal("unexpected total byte size 8 for input 'in' for model 'echo', expecting 12: shape [1,3] of FP32", Refused(r => r.Inputs[0].Shape[1] = 3));
        Assert.Equal("input 'in' for model 'echo': -1 is not a dimension; a shape is a list of whole numbers from 0 to 2147483647", Refused(r => r.Inputs[0].Shape[1] = -1));
        Assert.Equal("input 'in' for model 'echo': shape [2147483647,2147483647] is larger than any that is taken", Refused(r => r.Inputs[0].Shape[0] = r.Inputs[0].Shape[1] = int.MaxValue));
        Assert.StartsWith("input 'in' for model 'echo': shape [1,2,1,1,1,1,1,1,1] is larger", Refused(r => r.Inputs[0].Shape.AddRange([1, 1, 1, 1, 1, 1, 1])));
        Assert.StartsWith("input 'in' for model 'echo': datatype 'fp32' is not known; known: BOOL,", Refused(r => r.Inputs[0].Datatype = "fp32"));
        Assert.Equal("inputs[0] for model 'echo' has no name", Refused(r => r.Inputs[0].Name = ""));
        Assert.Equal("input 'in' for model 'echo' has no data: it has neither contents nor raw_input_contents", Refused(r => r.RawInputContents.Clear()));
        Assert.StartsWith("input 'in' for model 'echo': shared memory region 'shm' is not known", Refused(r => r.Inputs[0].Parameters["shared_memory_region"] = new() { StringParam = "shm" }));
        Assert.StartsWith("output 'o': shared memory region 'shm' is not known", Refused(r => r.Outputs.Add(new ModelInferRequest.Types.InferRequestedOutputTensor { Name = "o", Parameters = { ["shared_memory_region"] = new() { StringParam = "shm" } } })));
        Assert.Equal("parameter 'timeout' is -5; it is a whole number of microseconds from 1 to 3600000000", Refused(r => r.Parameters["timeout"] = new() { Int64Param = -5 }));
        Assert.Equal("parameter 'priority' is 'high'; it is a whole number from 0 to 2147483647", Refused(r => r.Parameters["priority"] = new() { StringParam = "high" }));
        Assert.Equal("output 'o': parameter 'classification' is true; it is a whole number from 0 to 2147483647", Refused(r => r.Outputs.Add(new ModelInferRequest.Types.InferRequestedOutputTensor { Name = "o", Parameters = { ["classification"] = new() { BoolParam = true } } })));
        Assert.Equal("outputs[0] has no name", Refused(r => r.Outputs.Add(new ModelInferRequest.Types.InferRequestedOutputTensor())));
    }

    [Fact]
    public void Values_that_do_not_fit_are_refused()
    {
        Assert.Equal("unexpected number of elements 1 for input 'x' for model '', expecting 2: shape [2]", Refused("INT32", new() { IntContents = { 1 } }));
        Assert.Equal("unexpected explicit tensor data for input tensor 'x' for model '' of type 'int64_contents', expected datatype 'INT32'", Refused("INT32", new() { Int64Contents = { 1, 2 } }));
        Assert.Equal("unexpected explicit tensor data for input tensor 'x' for model '' of type 'bool_contents', expected datatype 'INT32'", Refused("INT32", new() { IntContents = { 1, 2 }, BoolContents = { true } }));
        Assert.Equal("input 'x' for model '': a value in its contents is not a INT8", Refused("INT8", new() { IntContents = { 1, 128 } }));
        Assert.Equal("input 'x' for model '': a value in its contents is not a UINT16", Refused("UINT16", new() { UintContents = { 1, 65536 } }));
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 0 }, "input 'x' for model '': its BYTES elements do not end where their lengths say")]
    [InlineData(new byte[] { 255, 255, 255, 255 }, "input 'x' for model '': its BYTES elements do not end where their lengths say")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0 }, "input 'x' for model '': its BYTES elements do not end where their lengths say")]
    [InlineData(new byte[] { 0, 0, 0, 0 }, "unexpected number of elements 1 for input 'x' for model '', expecting 2: shape [2]")]
    public void Raw_strings_have_to_add_up(byte[] raw, string message) =>
        Assert.Equal(message, Refused(new ModelInferRequest { Inputs = { Requests.Input("x", "BYTES", 2) }, RawInputContents = { ByteString.CopyFrom(raw) } }));

    [Fact]
    public void An_empty_tensor_needs_no_contents() =>
        Assert.Equal(0, Map(new ModelInferRequest { Inputs = { Requests.Input("x", "FP32", 0, 3) } }).Inputs[0].Data.Length);

    [Theory]
    [InlineData(new byte[] { 0xFF }, "the message is no protocol buffer: it ends in the middle of a field, at byte 1")]
    [InlineData(new byte[] { 0x3A, 5, 1 }, "the message is no protocol buffer: field 7 does not end where its length says, at byte 0")]
    [InlineData(new byte[] { 0x00 }, "the message is no protocol buffer: a field has no number, at byte 0")]
    [InlineData(new byte[] { 0x3B }, "the message is no protocol buffer: field 7 has wire type 3, which no field of it has, at byte 0")]
    public void Bytes_that_are_no_message_are_refused(byte[] bytes, string message) =>
        Assert.Equal(message, Assert.Throws<ProtocolException>(() => InferMessage.Parse(bytes)).Message);

    private static InferRequest Map(ModelInferRequest request) => InferRequestMap.ToRequest(InferMessage.Parse(request.ToByteArray()), limit: null);

    private static string Refused(ModelInferRequest request) => Assert.Throws<ProtocolException>(() => Map(request)).Message;

    private static string Refused(string datatype, InferTensorContents contents)
    {
        var input = Requests.Input("x", datatype, 2);
        input.Contents = contents;
        return Refused(new ModelInferRequest { Inputs = { input } });
    }

    private static string Refused(Action<ModelInferRequest> change)
    {
        var request = Requests.Raw();
        change(request);
        return Refused(request);
    }
}

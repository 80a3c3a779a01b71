using System.Text;
using Tangram.Protocol.OpenInference;
using static Tangram.Server.Tests.OpenInference.Bodies;

namespace Tangram.Server.Tests.OpenInference;

public sealed class InferRequestReaderTests
{
    [Theory]
    [InlineData("[1,2,3,4]")]
    [InlineData("[[1,2],[3,4]]")]
    [InlineData("[[[1],[2]],[[3],[4]]]")]
    public void Data_may_be_flat_or_nested(string data)
    {
        var tensor = Assert.Single(Read(Input("UINT8", "[2,2]", data)).Inputs);

        Assert.Equal("x", tensor.Name);
        Assert.Equal([2, 2], tensor.Shape);
        Assert.Equal([1, 2, 3, 4], tensor.Data.ToArray());
    }

    [Fact]
    public void Tensors_may_follow_the_json_as_bytes_in_the_order_of_the_inputs()
    {
        var request = Read(
            """{"inputs":[{"name":"a","datatype":"UINT8","shape":[2],"parameters":{"binary_data_size":2}},{"name":"b","datatype":"UINT8","shape":[1],"data":[7]},{"name":"c","datatype":"UINT16","shape":[1],"parameters":{"binary_data_size":2}}]}""",
            1, 2, 3, 4);

        Assert.Equal([[1, 2], [7], [3, 4]], request.Inputs.Select(i => i.Data.ToArray()));
    }

    [Fact]
    public void Id_outputs_and_parameters_are_read()
    {
        var request = Read(
            """{"id":"17","inputs":[{"name":"x","datatype":"BOOL","shape":[1],"data":[true]}],"outputs":[{"name":"a"},{"name":"b","parameters":{"binary_data":false}}],"parameters":{"timeout":1500,"binary_data_output":true}}""");

        Assert.Equal(("17", TimeSpan.FromMicroseconds(1500), true), (request.Id, request.Timeout, request.BinaryOutputs));
        Assert.Equal([new RequestedOutput("a", null), new RequestedOutput("b", false)], request.Outputs);
        Assert.Equal([true, false], [request.WantsBytes("a"), request.WantsBytes("b")]);
        Assert.Equal([true, true, false], [request.Wants("a"), request.Wants("b"), request.Wants("c")]);
    }

    [Fact]
    public void What_is_not_said_is_null_and_every_output_is_wanted()
    {
        var request = Read(Input("FP32", "[1]", "[1]"));

        Assert.Equal((null, null, false), (request.Id, request.Timeout, request.BinaryOutputs));
        Assert.True(request.Wants("any"));
    }

    [Fact]
    public void Strings_are_utf8_each_after_its_length()
    {
        var tensor = Read(Input("BYTES", "[2]", """["ä",""]""")).Inputs[0];

        Assert.Equal([2, 0, 0, 0, 0xC3, 0xA4, 0, 0, 0, 0], tensor.Data.ToArray());
        Assert.Equal(["ä", ""], ByteStrings.Split(tensor).Select(e => Encoding.UTF8.GetString(e.Span)));
    }

    [Fact]
    public void Strings_may_be_base64_for_bytes_that_json_cannot_hold()
    {
        var tensor = Read(Input("BYTES", "[1]", """["/wA="]""", """{"content_type":"base64"}""")).Inputs[0];

        Assert.Equal([0xFF, 0], ByteStrings.Split(tensor)[0].ToArray());
        Assert.Contains("not base64", Fault(Input("BYTES", "[1]", """["?"]""", """{"content_type":"base64"}""")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the body is not JSON")]
    [InlineData("{", "the body is not JSON")]
    [InlineData("[]", "the body is not a JSON object with 'inputs'")]
    [InlineData("{}", "'inputs' is missing")]
    [InlineData("""{"inputs":[]}""", "'inputs' is missing or not a list with at least one tensor")]
    [InlineData("""{"inputs":[3]}""", "inputs[0] has no name")]
    [InlineData("""{"inputs":[{"name":3}]}""", "'name' is not a string")]
    [InlineData("""{"inputs":[{"name":"x"}]}""", "input 'x': datatype '' is not known; known: BOOL")]
    [InlineData("""{"inputs":[{"name":"x","datatype":"FP8"}]}""", "input 'x': datatype 'FP8' is not known; known: BOOL")]
    [InlineData("""{"inputs":[{"name":"x","datatype":"FP32"}]}""", "input 'x' has no shape")]
    [InlineData("""{"inputs":[{"name":"x","datatype":"FP32","shape":[1]}]}""", "input 'x' has neither 'data' nor 'binary_data_size'")]
    [InlineData("""{"inputs":[{"name":"x","datatype":"FP32","shape":[1],"data":3}]}""", "'data' is not a array")]
    [InlineData("""{"inputs":[{"name":"\ud800","datatype":"FP32","shape":[1],"data":[1]}]}""", "a string in the JSON is not valid Unicode")]
    public void A_body_that_lacks_something_is_refused_by_name(string json, string fault) =>
        Assert.StartsWith(fault, Fault(json), StringComparison.Ordinal);

    [Theory]
    [InlineData("[-1]", "-1 is not a dimension")]
    [InlineData("[1.5]", "1.5 is not a dimension")]
    [InlineData("[\"1\"]", "1 is not a dimension")]
    [InlineData("[4294967296]", "4294967296 is not a dimension")]
    [InlineData("[65536,65536]", "is larger than any that is taken")]
    [InlineData("[2147483647,2147483647,2147483647,0]", "is larger than any that is taken")]
    [InlineData("[1,1,1,1,1,1,1,1,1]", "is larger than any that is taken")]
    public void A_shape_that_no_tensor_has_is_refused(string shape, string fault) =>
        Assert.Contains(fault, Fault(Input("FP32", shape, "[1]")), StringComparison.Ordinal);

    [Theory]
    [InlineData("FP64")]
    [InlineData("UINT8")]
    [InlineData("BYTES")]
    public void A_shape_that_claims_gigabytes_takes_no_memory(string datatype)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("'data' has 0 elements, but shape [2147483647] takes 2147483647", Fault(Input(datatype, "[2147483647]", "[]")), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Fewer_or_more_elements_than_the_shape_are_refused()
    {
        Assert.Equal("input 'x': 'data' has 3 elements, but shape [2,2] takes 4", Fault(Input("FP32", "[2,2]", "[1,2,3]")));
        Assert.Equal("input 'x': 'data' has 5 elements, but shape [2,2] takes 4", Fault(Input("FP32", "[2,2]", "[1,2,3,4,5]")));
    }

    [Theory]
    [InlineData("BOOL", "1")]
    [InlineData("UINT8", "256")]
    [InlineData("UINT8", "true")]
    [InlineData("INT8", "-129")]
    [InlineData("UINT64", "-1")]
    [InlineData("INT64", "9223372036854775808")]
    [InlineData("INT32", "1.5")]
    [InlineData("FP16", "70000")]
    [InlineData("FP32", "1e39")]
    [InlineData("FP64", "1e999")]
    [InlineData("FP32", "\"1\"")]
    [InlineData("FP32", "null")]
    [InlineData("BYTES", "1")]
    [InlineData("BYTES", "\"\\udc00\"")]
    public void An_element_that_its_datatype_cannot_hold_is_refused(string datatype, string element) => Fault(Input(datatype, "[1]", $"[{element}]"));

    [Theory]
    [InlineData("3", "binary_data_size is 3, but shape [2] of UINT16 takes 4 bytes")]
    [InlineData("99", "binary_data_size is 99, but 4 bytes are left behind the JSON")]
    [InlineData("-1", "binary_data_size is -1, but 4 bytes are left behind the JSON")]
    [InlineData("1e3", "binary_data_size is 1e3, but 4 bytes are left behind the JSON")]
    public void A_size_that_does_not_fit_is_refused(string size, string fault) =>
        Assert.EndsWith(fault, Fault(BinaryInput("UINT16", "[2]", size), 1, 2, 3, 4), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_belong_to_no_input_are_refused() =>
        Assert.StartsWith("1 bytes behind the JSON belong to no input", Fault(BinaryInput("UINT16", "[1]", "2"), 1, 2, 3), StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(99)]
    public void A_json_length_outside_the_body_is_refused(int length) =>
        Assert.Equal(
            $"Inference-Header-Content-Length is {length}, but the body has 2 bytes",
            Assert.Throws<ProtocolException>(() => InferRequestReader.Read("{}"u8.ToArray(), length)).Message);

    [Theory]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("\"100\"")]
    [InlineData("3600000001")]
    public void A_timeout_that_is_no_number_of_microseconds_is_refused(string timeout) =>
        Assert.StartsWith(
            "parameter 'timeout' is ",
            Fault($$$"""{"inputs":[{"name":"x","datatype":"UINT8","shape":[1],"data":[1]}],"parameters":{"timeout":{{{timeout}}}}}"""),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"name":"x","datatype":"BYTES","shape":[1],"data":["0123"]}""", 1)]
    [InlineData("""{"name":"x","datatype":"BYTES","shape":[0],"data":[]}""", 0)]
    public void Byte_strings_are_counted_against_the_shape(string input, int count) =>
        Assert.Equal(count, ByteStrings.Split(Read($$"""{"inputs":[{{input}}]}""").Inputs[0]).Count);

    [Theory]
    [InlineData(new byte[] { 9, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void Byte_strings_whose_lengths_do_not_add_up_are_refused(byte[] behind) =>
        Assert.Throws<ProtocolException>(() => ByteStrings.Split(Read(BinaryInput("BYTES", "[1]", $"{behind.Length}"), behind).Inputs[0]));
}

using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Inference;

namespace Tangram.Server.Tests.Inference;

public sealed class InputCheckTests
{
    private static readonly ModelMetadata Model = new(
        "m", ["1"], "onnxruntime_onnx", [new("a", Datatype.Int32, [-1, 2]), new("b", Datatype.Bytes, [-1, -1])], [new("y", Datatype.Int32, [-1])]);

    [Fact]
    public void Inputs_come_in_the_models_order_whatever_order_they_were_sent_in()
    {
        var (a, b) = (Input("a", Datatype.Int32, 1, 2), Input("b", Datatype.Bytes, 1, 7));

        Assert.Equal([a, b], InputCheck.InOrder(Request(b, a), Model, maxBatch: 8));
    }

    [Fact]
    public void What_is_wrong_is_said_in_the_words_that_clients_know()
    {
        var b = Input("b", Datatype.Bytes, 1, 1);

        Assert.Equal("expected 2 inputs but got 1 inputs for model 'm'; it takes a, b", Fault(b));
        Assert.Equal("unexpected inference input 'c' for model 'm'; it takes a, b", Fault(Input("c", Datatype.Int32, 1, 2), b));
        Assert.Equal("input 'b' is given twice for model 'm'", Fault(b, b));
        Assert.Equal("inference input 'a' data-type is 'FP32', but model 'm' expects 'INT32'", Fault(Input("a", Datatype.Fp32, 1, 2), b));
        Assert.Equal("unexpected shape for input 'a' for model 'm'. Expected [-1,2], got [1,3]", Fault(Input("a", Datatype.Int32, 1, 3), b));
        Assert.Equal("unexpected shape for input 'a' for model 'm'. Expected [-1,2], got [0,2]", Fault(Input("a", Datatype.Int32, 0, 2), b));
        Assert.Equal("inference request batch-size must be <= 8 for 'm'", Fault(Input("a", Datatype.Int32, 9, 2), b));
    }

    private static string Fault(params Tensor[] inputs)
    {
        var fault = Assert.Throws<InferenceException>(() => InputCheck.InOrder(Request(inputs), Model, maxBatch: 8));
        Assert.Equal(InferenceFault.Invalid, fault.Fault);
        return fault.Message;
    }

    private static InferRequest Request(params Tensor[] inputs) => new(null, inputs, [], null, false);

    private static Tensor Input(string name, Datatype datatype, params long[] shape) => new(name, datatype, shape, default);
}

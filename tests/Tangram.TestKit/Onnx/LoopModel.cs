using Tangram.Protocol.OpenInference;

namespace Tangram.TestKit.Onnx;

/// <summary>A model that takes as long as it is told: it doubles <c>value</c> as often as <c>times</c> says, and gives <c>result</c>. It takes no batches.</summary>
public static class LoopModel
{
    private const int GraphAttribute = 5;

    /// <summary>Its file.</summary>
    public static byte[] Bytes { get; } = Create();

    /// <summary>A request to it over HTTP.</summary>
    public static string Request(long times, long value = 3) =>
        $$"""{"inputs":[{"name":"times","datatype":"INT64","shape":[1],"data":[{{times}}]},{"name":"value","datatype":"INT64","shape":[1],"data":[{{value}}]}]}""";

    private static byte[] Create()
    {
        var body = new ProtobufWriter()
            .Messages(1, [OnnxModels.Node("Identity", ["go"], ["goOn"]), OnnxModels.Node("Add", ["last", "last"], ["next"])])
            .Text(2, "body")
            .Messages(11, [OnnxModels.Value("i", Datatype.Int64, []), OnnxModels.Value("go", Datatype.Bool, []), OnnxModels.Value("last", Datatype.Int64, [1])])
            .Messages(12, [OnnxModels.Value("goOn", Datatype.Bool, []), OnnxModels.Value("next", Datatype.Int64, [1])]);
        var attribute = new ProtobufWriter().Text(1, "body").Message(6, body.ToArray()).Number(20, GraphAttribute);
        var loop = new ProtobufWriter().Texts(1, ["times", "", "value"]).Texts(2, ["result"]).Text(3, "loop").Text(4, "Loop").Message(5, attribute.ToArray());
        return OnnxModels.Model(
            [loop.ToArray()], [OnnxModels.Value("times", Datatype.Int64, [1]), OnnxModels.Value("value", Datatype.Int64, [1])], [OnnxModels.Value("result", Datatype.Int64, [1])]);
    }
}

using System.Text;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Tests.OpenInference;

/// <summary>Bodies of infer requests, written as clients write them.</summary>
internal static class Bodies
{
    public static InferRequest Read(string json, params byte[] behind)
    {
        var front = Encoding.UTF8.GetBytes(json);
        return InferRequestReader.Read((byte[])[.. front, .. behind], behind.Length > 0 ? front.Length : null);
    }

    public static string Input(string datatype, string shape, string data, string parameters = "") =>
        $$"""{"inputs":[{"name":"x","datatype":"{{datatype}}","shape":{{shape}},"data":{{data}}{{(parameters.Length > 0 ? $",\"parameters\":{parameters}" : "")}}}]}""";

    public static string BinaryInput(string datatype, string shape, string size) =>
        $$$"""{"inputs":[{"name":"x","datatype":"{{{datatype}}}","shape":{{{shape}}},"parameters":{"binary_data_size":{{{size}}}}}]}""";

    public static string Fault(string json, params byte[] behind) => Assert.Throws<ProtocolException>(() => Read(json, behind)).Message;
}

using Google.Protobuf;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference;

namespace Tangram.Protocol.Grpc;

/// <summary>Answers as they go over gRPC.</summary>
public static class InferResponseMap
{
    /// <summary>Parameter of an answer of which items were given up.</summary>
    public const string PartialParameter = "tangram_partial";

    /// <summary>Parameter of every answer in a stream: no other answer to the same request follows.</summary>
    public const string FinalParameter = "triton_final_response";

    private static readonly InferParameter True = new() { BoolParam = true };

    /// <summary>Translates an answer; it refers to the outputs' memory, so it has to be written before that is given back.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version">The version that ran.</param>
    /// <param name="id">The request's id, which may be empty.</param>
    /// <param name="outputs">The outputs.</param>
    public static ModelInferResponse ToResponse(string model, string version, string id, IReadOnlyList<Tensor> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var response = new ModelInferResponse { ModelName = model, ModelVersion = version, Id = id };
        response.Outputs.Capacity = response.RawOutputContents.Capacity = outputs.Count;
        for (var i = 0; i < outputs.Count; i++)
        {
            var tensor = outputs[i];
            var output = new ModelInferResponse.Types.InferOutputTensor { Name = tensor.Name, Datatype = tensor.Datatype.Name };
            output.Shape.AddRange(tensor.Shape);
            response.Outputs.Add(output);
            response.RawOutputContents.Add(UnsafeByteOperations.UnsafeWrap(tensor.Data));
        }

        return response;
    }

    /// <summary>Sets a parameter of an answer to true.</summary>
    public static void Mark(ModelInferResponse response, string parameter)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Parameters[parameter] = True;
    }
}

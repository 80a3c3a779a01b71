using Google.Protobuf.Collections;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference;

namespace Tangram.Protocol.Grpc;

/// <summary>Requests to infer as they come over gRPC, as everything else speaks of them.</summary>
public static class InferRequestMap
{
    /// <summary>Translates a request; tensors that came raw are parts of the message's bytes.</summary>
    /// <param name="infer">The message.</param>
    /// <param name="limit">Time that is left to the call; null where it has no limit.</param>
    /// <exception cref="ProtocolException">It is not as the protocol has it.</exception>
    public static InferRequest ToRequest(InferMessage infer, TimeSpan? limit)
    {
        ArgumentNullException.ThrowIfNull(infer);
        var message = infer.Message;
        if (message.Inputs.Count == 0)
        {
            throw new ProtocolException($"the request for model '{message.ModelName}' has no inputs; it takes at least one");
        }

        if (infer.RawContents.Count > 0 && infer.RawContents.Count != message.Inputs.Count)
        {
            RefuseContents(message);
            throw new ProtocolException(
                $"the request for model '{message.ModelName}' has {message.Inputs.Count} inputs and {infer.RawContents.Count} raw_input_contents; expected one for each input");
        }

        var inputs = new Tensor[message.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = ToTensor(message.Inputs[i], infer, i);
        }

        return new InferRequest(message.Id.Length > 0 ? message.Id : null, inputs, ToOutputs(message.Outputs), ToTimeout(message.Parameters, limit), BinaryOutputs: true)
        {
            Priority = InferParameters.Priority(message.Parameters),
        };
    }

    private static Tensor ToTensor(ModelInferRequest.Types.InferInputTensor input, InferMessage infer, int index)
    {
        var model = infer.Message.ModelName;
        if (input.Name.Length == 0)
        {
            throw new ProtocolException($"inputs[{index}] for model '{model}' has no name");
        }

        InferParameters.RefuseSharedMemory(input.Parameters, "input", input.Name, model);
        var datatype = Datatype.Find(input.Datatype)
            ?? throw new ProtocolException($"input '{input.Name}' for model '{model}': datatype '{input.Datatype}' is not known; known: {Datatype.Names}");
        var shape = TensorShapes.Read(input.Shape, input.Name, model, out var elements);
        if (infer.RawContents.Count == 0)
        {
            return new Tensor(input.Name, datatype, shape, TensorContents.ToBytes(input, datatype, elements, model));
        }

        RefuseContents(infer.Message);
        var raw = infer.RawContents[index];
        TensorShapes.Check(raw.Span, datatype, shape, elements, input.Name, model);
        return new Tensor(input.Name, datatype, shape, raw);
    }

    // Triton's words.
    private static void RefuseContents(ModelInferRequest message)
    {
        foreach (var input in message.Inputs)
        {
            if (input.Contents is not null)
            {
                throw new ProtocolException($"contents field must not be specified when using raw_input_contents for '{input.Name}' for model '{message.ModelName}'");
            }
        }
    }

    private static RequestedOutput[] ToOutputs(RepeatedField<ModelInferRequest.Types.InferRequestedOutputTensor> outputs)
    {
        if (outputs.Count == 0)
        {
            return [];
        }

        var requested = new RequestedOutput[outputs.Count];
        for (var i = 0; i < requested.Length; i++)
        {
            var output = outputs[i];
            if (output.Name.Length == 0)
            {
                throw new ProtocolException($"outputs[{i}] has no name");
            }

            InferParameters.RefuseSharedMemory(output.Parameters, "output", output.Name, model: null);
            requested[i] = new RequestedOutput(output.Name, Binary: true, InferParameters.Classes(output.Parameters, output.Name));
        }

        return requested;
    }

    private static TimeSpan? ToTimeout(MapField<string, InferParameter> parameters, TimeSpan? limit) =>
        InferParameters.Timeout(parameters) is { } timeout && (limit is null || timeout < limit) ? timeout : limit;
}

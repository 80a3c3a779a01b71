using System.Globalization;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Inference;

/// <summary>Checks that a request is as a model takes it, in Triton's words.</summary>
internal static class InputCheck
{
    /// <summary>The request's inputs in the model's order.</summary>
    /// <param name="request">The request.</param>
    /// <param name="model">What the model takes; its shapes hold the dimension of the batch.</param>
    /// <param name="maxBatch">Most items a request may bring; 0 where the first dimension is not that of a batch.</param>
    /// <exception cref="InferenceException">An input is missing, unknown, or not as the model takes it.</exception>
    public static Tensor[] InOrder(InferRequest request, ModelMetadata model, int maxBatch)
    {
        if (request.Inputs.Count != model.Inputs.Count)
        {
            // Triton's words, its grammar too.
            throw Invalid($"expected {model.Inputs.Count} inputs but got {request.Inputs.Count} inputs for model '{model.Name}'; it takes {Names(model.Inputs)}");
        }

        var ordered = new Tensor[model.Inputs.Count];
        foreach (var input in request.Inputs)
        {
            var place = PlaceOf(model, input.Name);
            ordered[place] = ordered[place] is null ? input : throw Invalid($"input '{input.Name}' is given twice for model '{model.Name}'");
            Check(input, model.Inputs[place], model.Name, maxBatch);
        }

        return ordered;
    }

    /// <summary>Checks a request to a model of one input.</summary>
    public static void Single(InferRequest request, ModelMetadata model) => InOrder(request, model, maxBatch: 0);

    /// <summary>Checks that the model has the outputs that are asked for.</summary>
    /// <exception cref="InferenceException">It lacks one.</exception>
    public static void Outputs(InferRequest request, ModelMetadata model)
    {
        foreach (var output in request.Outputs)
        {
            if (!model.Outputs.Any(o => string.Equals(o.Name, output.Name, StringComparison.Ordinal)))
            {
                throw Invalid($"unexpected inference output '{output.Name}' for model '{model.Name}'; it has {Names(model.Outputs)}");
            }
        }
    }

    private static int PlaceOf(ModelMetadata model, string input)
    {
        for (var i = 0; i < model.Inputs.Count; i++)
        {
            if (string.Equals(model.Inputs[i].Name, input, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw Invalid($"unexpected inference input '{input}' for model '{model.Name}'; it takes {Names(model.Inputs)}");
    }

    private static void Check(Tensor input, TensorMetadata expected, string model, int maxBatch)
    {
        if (input.Datatype != expected.Datatype)
        {
            throw Invalid($"inference input '{input.Name}' data-type is '{input.Datatype}', but model '{model}' expects '{expected.Datatype}'");
        }

        if (!Fits(input.Shape, expected.Shape) || (maxBatch > 0 && input.Shape[0] < 1))
        {
            throw Invalid($"unexpected shape for input '{input.Name}' for model '{model}'. Expected {Tensor.Describe(expected.Shape)}, got {Tensor.Describe(input.Shape)}");
        }

        if (maxBatch > 0 && input.Shape[0] > maxBatch)
        {
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"inference request batch-size must be <= {maxBatch} for '{model}'"));
        }
    }

    private static bool Fits(IReadOnlyList<long> shape, IReadOnlyList<long> expected)
    {
        if (shape.Count != expected.Count)
        {
            return false;
        }

        for (var i = 0; i < shape.Count; i++)
        {
            if (expected[i] >= 0 && shape[i] != expected[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string Names(IReadOnlyList<TensorMetadata> tensors) => string.Join(", ", tensors.Select(t => t.Name));

    private static InferenceException Invalid(string message) => new(InferenceFault.Invalid, message);
}

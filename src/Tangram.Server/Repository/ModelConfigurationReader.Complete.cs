using System.Globalization;
using Tangram.Core.Files;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Repository;

/// <summary>The half that puts a configuration and its model file together.</summary>
internal static partial class ModelConfigurationReader
{
    /// <summary>Most items in a batch where no configuration says it and the model file takes batches.</summary>
    public const int UnstatedMaxBatchSize = 8;

    /// <summary>How a model is served: what its configuration states, checked against the model file, and the rest from the model file.</summary>
    /// <remarks>
    /// Where no configuration says how large batches may be (none is there, or it states neither the size nor any tensor), it is
    /// <see cref="UnstatedMaxBatchSize"/> if the first dimension of every input and output is unknown, else 0. Without a configuration
    /// such a model's items are batched as they come, without waiting for more.
    /// A configuration may leave outputs out, which are then not offered; inputs it names all or none.
    /// </remarks>
    /// <param name="name">The model's name.</param>
    /// <param name="written">Its configuration; null where there is none.</param>
    /// <param name="inputs">Inputs of the model file, with the dimension of the batch.</param>
    /// <param name="outputs">Outputs of the model file, with the dimension of the batch.</param>
    /// <exception cref="InvalidFileException">The two contradict each other; holds every fault.</exception>
    public static ModelConfiguration Complete(
        string name, WrittenConfiguration? written, IReadOnlyList<TensorMetadata> inputs, IReadOnlyList<TensorMetadata> outputs)
    {
        var maxBatch = written?.MaxBatchSize ?? UnstatedBatch(written, [.. inputs, .. outputs]);
        if (written is null)
        {
            var alone = maxBatch > 0 ? new DynamicBatching(TimeSpan.Zero, []) : null;
            return new ModelConfiguration(name, Platform, maxBatch, Items(inputs, maxBatch), Items(outputs, maxBatch)) { Batching = alone };
        }

        var faults = new List<Fault>();
        CheckWhole(name, written, maxBatch, faults);
        var configuration = new ModelConfiguration(
            name,
            Platform,
            maxBatch,
            Tensors("input", written.Inputs, inputs, maxBatch, faults),
            Tensors("output", written.Outputs, outputs, maxBatch, faults))
        { Batching = written.Batching, Instances = written.Instances };
        if (written.Inputs.Count > 0)
        {
            faults.AddRange(inputs.Where(i => !written.Inputs.Any(w => string.Equals(w.Name, i.Name, StringComparison.Ordinal))).Select(i => new Fault(string.Empty, $"input '{i.Name}' of the model file is missing; give every input or none")));
        }

        return faults.Count == 0 ? configuration : throw new InvalidFileException(written.Source, faults);
    }

    private static int UnstatedBatch(WrittenConfiguration? written, IReadOnlyList<TensorMetadata> tensors)
    {
        // Protobuf cannot tell a size of 0 from one that is not given; where tensors are stated, it means 0 as for Triton.
        var isStated = written is { Inputs.Count: > 0 } or { Outputs.Count: > 0 };
        return !isStated && tensors.Count > 0 && tensors.All(t => t.Shape is [-1, ..]) ? UnstatedMaxBatchSize : 0;
    }

    private static void CheckWhole(string name, WrittenConfiguration written, int maxBatch, List<Fault> faults)
    {
        if (written.Name is { Length: > 0 } given && !string.Equals(given, name, StringComparison.Ordinal))
        {
            faults.Add(new Fault("name", $"'{given}' is not the model's name in the repository, '{name}'; leave it out or correct it"));
        }

        if (written.Batching is { } batching && maxBatch == 0)
        {
            faults.Add(new Fault("dynamic_batching", "needs batches; set max_batch_size to 1 or more, or leave it out"));
        }
        else if (written.Batching?.PreferredSizes is [.., var largest] && largest > maxBatch)
        {
            faults.Add(new Fault("dynamic_batching.preferred_batch_size", string.Create(CultureInfo.InvariantCulture, $"must be at most max_batch_size, which is {maxBatch}")));
        }
    }

    private static IReadOnlyList<TensorMetadata> Items(IReadOnlyList<TensorMetadata> tensors, int maxBatch) =>
        maxBatch == 0 ? tensors : [.. tensors.Select(t => t with { Shape = [.. t.Shape.Skip(1)] })];

    private static List<TensorMetadata> Tensors(
        string kind, IReadOnlyList<WrittenTensor> written, IReadOnlyList<TensorMetadata> inFile, int maxBatch, List<Fault> faults)
    {
        var offered = written.Count > 0 ? written : [.. inFile.Select(t => new WrittenTensor(t.Name, null, null, 0))];
        var tensors = new List<TensorMetadata>();
        foreach (var tensor in offered)
        {
            if (inFile.FirstOrDefault(t => string.Equals(t.Name, tensor.Name, StringComparison.Ordinal)) is not { } found)
            {
                faults.Add(new Fault(ProtoReading.Place(tensor.Line), $"the model file has no {kind} '{tensor.Name}'; it has {string.Join(", ", inFile.Select(i => i.Name))}"));
                continue;
            }

            // A model file may leave the shape of an output open altogether, and then tells none.
            var isTold = found.Shape.Count > 0 || tensor.Dimensions is null;
            if (isTold && maxBatch > 0 && found.Shape is not [-1, ..])
            {
                faults.Add(new Fault("max_batch_size", $"{kind} '{found.Name}' of the model file is [{Shown(found.Shape)}], whose first dimension is not a batch of any size; set max_batch_size to 0"));
                continue;
            }

            var item = maxBatch > 0 ? found with { Shape = [.. found.Shape.Skip(1)] } : found;
            CheckType(kind, tensor, item, faults);
            if (isTold)
            {
                CheckShape(kind, tensor, item, maxBatch, faults);
            }

            tensors.Add(item with { Shape = tensor.Dimensions ?? item.Shape });
        }

        return tensors;
    }

    private static void CheckType(string kind, WrittenTensor tensor, TensorMetadata item, List<Fault> faults)
    {
        if (tensor.Datatype is { } type && type != item.Datatype)
        {
            faults.Add(new Fault(ProtoReading.Place(tensor.Line), $"{kind} '{tensor.Name}' is {Word(type)} here but {Word(item.Datatype)} in the model file; write the latter"));
        }
    }

    private static void CheckShape(string kind, WrittenTensor tensor, TensorMetadata item, int maxBatch, List<Fault> faults)
    {
        if (tensor.Dimensions is { } dimensions && !Fits(dimensions, item.Shape))
        {
            var batch = maxBatch > 0 ? "after the batch's dimension" : "with max_batch_size 0";
            faults.Add(new Fault(
                ProtoReading.Place(tensor.Line), $"{kind} '{tensor.Name}' has the dims [{Shown(dimensions)}] here but [{Shown(item.Shape)}] in the model file {batch}; write dims that fit those"));
        }
    }

    private static bool Fits(IReadOnlyList<long> dimensions, IReadOnlyList<long> inFile) =>
        dimensions.Count == inFile.Count && dimensions.Zip(inFile).All(pair => pair.Second == -1 || pair.First == pair.Second);

    private static string Shown(IReadOnlyList<long> shape) => string.Join(", ", shape.Select(s => s.ToString(CultureInfo.InvariantCulture)));
}

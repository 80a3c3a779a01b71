using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Protocol.Worker.Messages;

/// <summary>Loads a variant under a name.</summary>
/// <param name="Variant">The name later commands use; loading a name again replaces what it stood for.</param>
/// <param name="ModelPath">The model file, as the worker sees it.</param>
/// <param name="Threads">Threads one batch is computed with; at least 1.</param>
/// <param name="ItemShape">
/// Shape of one item's input, without the batch dimension, every dimension at least 1: the model has one float32 input and its first output is
/// answered. Empty: inputs are what the model file says and all outputs are answered.
/// </param>
/// <param name="MaxBatch">Most items in one batch; 0 where the first dimension is not that of a batch, which takes an empty <paramref name="ItemShape"/>.</param>
public sealed record LoadVariant(string Variant, string ModelPath, int Threads, IReadOnlyList<int> ItemShape, int MaxBatch) : IMessage<LoadVariant>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Load;

    /// <summary>Name of the model runtime; see the worker's catalogue. Default <c>onnx</c>.</summary>
    public string Runtime { get; init; } = "onnx";

    /// <summary>Settings of the runtime, as <c>key=value</c> separated by commas. Default none.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Shapes of inputs where more is known of them than the model file says, with the dimension of the batch where there is one: warm-ups run in them. Default none.</summary>
    public IReadOnlyList<TensorMetadata> Known { get; init; } = [];

    /// <summary>Whether inputs and outputs are those of the model file, of whatever number and datatypes.</summary>
    public bool IsAsTheFileSays => ItemShape.Count == 0;

    /// <summary>Whether the first dimension of every input and output is that of the batch.</summary>
    public bool IsBatched => MaxBatch > 0;

    /// <summary>Elements in one item's input.</summary>
    public int ItemLength => ItemShape.Aggregate(1, (product, dimension) => product * dimension);

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Text(Variant);
        fields.Text(ModelPath);
        fields.Number(Threads);
        fields.Shape(ItemShape);
        fields.Number(MaxBatch);
        fields.Text(Runtime);
        fields.Text(Settings);
        fields.Metadata(Known);
    }

    /// <inheritdoc/>
    public static LoadVariant Read(ref FieldReader fields) =>
        new(fields.Text(), fields.Text(), fields.Count(min: 1), fields.Shape(), fields.Count(min: 0))
        {
            Runtime = fields.Text(),
            Settings = fields.Text(),
            Known = fields.Metadata(),
        };
}

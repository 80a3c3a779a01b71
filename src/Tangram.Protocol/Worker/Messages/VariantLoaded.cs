namespace Tangram.Protocol.Worker.Messages;

/// <summary>A variant is loaded.</summary>
/// <param name="Input">Name of the model's input.</param>
/// <param name="Output">Name of the model's output that batches answer with.</param>
/// <param name="OutputShape">Shape of one item's output as the model file tells it; -1 where it does not, empty where it tells nothing.</param>
public sealed record VariantLoaded(string Input, string Output, IReadOnlyList<int> OutputShape) : IMessage<VariantLoaded>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Loaded;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Text(Input);
        fields.Text(Output);
        fields.Shape(OutputShape);
    }

    /// <inheritdoc/>
    public static VariantLoaded Read(ref FieldReader fields) => new(fields.Text(), fields.Text(), fields.Shape());
}

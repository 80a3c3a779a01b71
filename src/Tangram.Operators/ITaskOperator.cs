namespace Tangram.Operators;

/// <summary>What happens around one task's model: an item becomes a tensor, the model's output becomes a value and items for the next tasks.</summary>
/// <remarks>
/// Implementations are stateless and safe to call from many threads at once; an item is never changed.
/// Where an optional task is left out, its children receive its items as they are.
/// </remarks>
public interface ITaskOperator
{
    /// <summary>Writes the model's input for one item.</summary>
    /// <param name="item">An item that an entry operator or the parent task's operator made.</param>
    /// <param name="shape">The input's shape without the batch dimension, such as 3×640×640.</param>
    /// <param name="input">Where to write; as long as the product of <paramref name="shape"/>. Every element is written.</param>
    void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input);

    /// <summary>Reads the model's output for one item.</summary>
    /// <param name="item">The item that was prepared.</param>
    /// <param name="inputShape">The input's shape, as given to <see cref="Prepare"/>.</param>
    /// <param name="outputShape">The output's shape without the batch dimension.</param>
    /// <param name="output">The output's elements; as long as the product of <paramref name="outputShape"/>.</param>
    TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output);
}

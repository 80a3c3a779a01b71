namespace Tangram.Operators;

/// <summary>Puts together the answer to a request when all its items are through.</summary>
/// <remarks>Implementations are stateless and safe to call from many threads at once.</remarks>
public interface IAnswerOperator
{
    /// <summary>The tensors of every answer, for the application's metadata; a dimension of −1 varies.</summary>
    IReadOnlyList<AnswerTensorDescription> Tensors { get; }

    /// <summary>Composes the answer.</summary>
    /// <param name="entry">What the entry operator made of the request.</param>
    /// <param name="results">The results of all items of all tasks, in no particular order.</param>
    Answer Compose(object entry, IReadOnlyList<TaskResult> results);
}

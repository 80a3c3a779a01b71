namespace Tangram.Operators;

/// <summary>Turns the bytes of a request into the item that the root tasks receive.</summary>
/// <remarks>Implementations are stateless and safe to call from many threads at once.</remarks>
public interface IEntryOperator
{
    /// <summary>Decodes <paramref name="body"/>.</summary>
    /// <exception cref="InvalidInputException">The bytes are not what the application takes; the message says what is wrong and what would be right.</exception>
    object Read(ReadOnlyMemory<byte> body);
}

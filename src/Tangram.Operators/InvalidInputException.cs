namespace Tangram.Operators;

/// <summary>A request's bytes are not what the application takes. The server answers it with status 400.</summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>Says on one line what is wrong, where, and what would be right.</summary>
    public InvalidInputException(string message)
        : base(message)
    {
    }

    /// <summary>The same, with the fault that showed it.</summary>
    public InvalidInputException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message; exists because exceptions are expected to have it.</summary>
    public InvalidInputException()
    {
    }
}

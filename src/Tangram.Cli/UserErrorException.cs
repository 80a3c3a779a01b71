namespace Tangram.Cli;

/// <summary>The user asked for something that cannot be done; the message says what is wrong and what would be right.</summary>
internal sealed class UserErrorException : Exception
{
    public UserErrorException(string message)
        : base(message)
    {
    }

    public UserErrorException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public UserErrorException()
    {
    }
}

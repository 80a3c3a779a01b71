namespace Tangram.Protocol.Worker;

/// <summary>A message does not fit a frame; nothing of it was sent.</summary>
public sealed class FrameTooLargeException : InvalidOperationException
{
    /// <summary>Says what is too large and what the limit is.</summary>
    public FrameTooLargeException(string message)
        : base(message)
    {
    }

    /// <summary>The same, with the fault that showed it.</summary>
    public FrameTooLargeException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message; exists because exceptions are expected to have it.</summary>
    public FrameTooLargeException()
    {
    }
}

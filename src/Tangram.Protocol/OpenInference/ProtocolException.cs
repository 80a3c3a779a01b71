namespace Tangram.Protocol.OpenInference;

/// <summary>A request is not as the Open Inference Protocol has it. The server answers it with status 400.</summary>
public sealed class ProtocolException : Exception
{
    /// <summary>Says on one line what is wrong, where, and what would be right.</summary>
    public ProtocolException(string message)
        : base(message)
    {
    }

    /// <summary>The same, with the fault that showed it.</summary>
    public ProtocolException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message; exists because exceptions are expected to have it.</summary>
    public ProtocolException()
    {
    }
}

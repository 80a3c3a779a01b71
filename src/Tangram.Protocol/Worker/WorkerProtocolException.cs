namespace Tangram.Protocol.Worker;

/// <summary>What came over the worker socket is not the worker protocol.</summary>
public sealed class WorkerProtocolException : IOException
{
    /// <summary>Says what is wrong with the bytes.</summary>
    public WorkerProtocolException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong with the bytes, and what noticed it.</summary>
    public WorkerProtocolException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An unexplained fault.</summary>
    public WorkerProtocolException()
    {
    }
}

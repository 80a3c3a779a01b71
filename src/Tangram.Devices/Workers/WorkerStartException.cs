namespace Tangram.Devices.Workers;

/// <summary>A worker process could not be started or did not answer the handshake.</summary>
public sealed class WorkerStartException : Exception
{
    /// <summary>Says why, on one line.</summary>
    public WorkerStartException(string message)
        : base(message)
    {
    }

    /// <summary>The same, with the fault that showed it.</summary>
    public WorkerStartException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message; exists because exceptions are expected to have it.</summary>
    public WorkerStartException()
    {
    }
}

namespace Tangram.Devices.Workers;

/// <summary>The worker process died, was killed or stopped speaking the protocol; what it was doing may be done again elsewhere.</summary>
public sealed class WorkerLostException : Exception
{
    /// <summary>Says why, on one line.</summary>
    public WorkerLostException(string message)
        : base(message)
    {
    }

    /// <summary>The same, with the fault that showed it.</summary>
    public WorkerLostException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message; exists because exceptions are expected to have it.</summary>
    public WorkerLostException()
    {
    }
}

namespace Tangram.Devices.Workers;

/// <summary>A living worker could not do what it was told, such as load a model or run a batch; doing it again would fail again.</summary>
public sealed class ModelFailedException : Exception
{
    /// <summary>Says why, on one line.</summary>
    public ModelFailedException(string message)
        : base(message)
    {
    }

    /// <summary>The same, with the fault that showed it.</summary>
    public ModelFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message; exists because exceptions are expected to have it.</summary>
    public ModelFailedException()
    {
    }
}

namespace Tangram.Worker.Runtimes;

/// <summary>A model cannot be loaded or failed while it ran. The worker answers with the message and goes on.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Says on one line what is wrong and what would be right.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>The same, with the fault that showed it.</summary>
    public ModelException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message; exists because exceptions are expected to have it.</summary>
    public ModelException()
    {
    }
}

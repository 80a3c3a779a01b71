namespace Tangram.Planning.Milp;

/// <summary>A problem that a MILP planner refuses, or a solver that is not installed or broke off in the middle.</summary>
public sealed class MilpException : Exception
{
    /// <summary>Says on one line what happened and what to do.</summary>
    public MilpException(string message)
        : base(message)
    {
    }

    /// <summary>The same, with the fault that showed it.</summary>
    public MilpException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message; exists because exceptions are expected to have it.</summary>
    public MilpException()
    {
    }
}

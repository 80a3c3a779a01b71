namespace Tangram.Devices.Partitioning;

/// <summary>A device could not be cut as asked; the message says in one line what, where, and what would be right.</summary>
public sealed class PartitioningException : Exception
{
    /// <summary>Says what went wrong.</summary>
    public PartitioningException(string message)
        : base(message)
    {
    }

    /// <summary>Says what went wrong and what caused it.</summary>
    public PartitioningException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Says nothing.</summary>
    public PartitioningException()
    {
    }
}

namespace Tangram.Core.Files;

/// <summary>A file the user wrote does not say what it should. Holds every fault found, not only the first.</summary>
public sealed class InvalidFileException : Exception
{
    /// <summary>Reports the faults of one file.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="faults">What is wrong; at least one.</param>
    public InvalidFileException(string file, IReadOnlyList<Fault> faults)
        : base(string.Join('\n', (faults ?? throw new ArgumentNullException(nameof(faults))).Select(f => $"{file}: {f}"))) =>
        Faults = faults;

    /// <summary>Reports one fault.</summary>
    public InvalidFileException(string message)
        : base(message)
    {
    }

    /// <summary>Reports one fault and what showed it.</summary>
    public InvalidFileException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message; exists because exceptions are expected to have it.</summary>
    public InvalidFileException()
    {
    }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Fault> Faults { get; } = [];
}

namespace Tangram.Core.Files;

/// <summary>One thing wrong in a file.</summary>
/// <param name="Path">Where in the file, such as <c>tasks[1].variants[0].accuracy</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what would be right, on one line.</param>
public sealed record Fault(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}

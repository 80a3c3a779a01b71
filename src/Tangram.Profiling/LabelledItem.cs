namespace Tangram.Profiling;

/// <summary>One input with the lines expected of it.</summary>
/// <param name="Name">Its file's name without ending.</param>
/// <param name="Body">Its bytes, as a client would send them.</param>
/// <param name="Lines">The lines expected, in order.</param>
public sealed record LabelledItem(string Name, ReadOnlyMemory<byte> Body, IReadOnlyList<string> Lines);

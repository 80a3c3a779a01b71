namespace Tangram.Profiling.Tests.Operators;

/// <summary>A line of a text; two lines may be equal and still be two.</summary>
internal sealed record Line(string Text);

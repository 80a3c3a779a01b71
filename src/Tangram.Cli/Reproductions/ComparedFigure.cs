namespace Tangram.Cli.Reproductions;

/// <summary>A figure of a paper beside ours.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Paper">The paper's, with its mark; <c>not known</c> where it is not.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Why">Why they differ, one sentence, from what was observed.</param>
internal sealed record ComparedFigure(string Name, string Paper, string Ours, string Why);

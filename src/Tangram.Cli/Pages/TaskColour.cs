namespace Tangram.Cli.Pages;

/// <summary>How a task is told from others: a colour, and beyond as many tasks as there are colours a pattern in it.</summary>
/// <param name="Fill">The colour.</param>
/// <param name="Ink">The colour of text on it.</param>
/// <param name="Pattern">The pattern's id, or null for none.</param>
internal sealed record TaskColour(string Fill, string Ink, string? Pattern);

namespace Tangram.Operators.Ocr;

/// <summary>What a line says.</summary>
/// <param name="Text">The text; empty where nothing was read.</param>
/// <param name="Score">The mean probability of its characters, from 0 to 1; 0 where there are none.</param>
internal sealed record RecognisedText(string Text, float Score);

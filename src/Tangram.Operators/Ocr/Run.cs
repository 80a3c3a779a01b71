namespace Tangram.Operators.Ocr;

/// <summary>Neighbouring pixels of one row, from <paramref name="Start"/> up to but without <paramref name="End"/>.</summary>
internal readonly record struct Run(int Y, int Start, int End);

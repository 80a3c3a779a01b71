using Tangram.Operators.Imaging;
using Tangram.Operators.Imaging.Geometry;

namespace Tangram.Operators.Ocr;

/// <summary>A line of text found on a page.</summary>
/// <param name="Page">The page; not cut, so that lines cost no copies.</param>
/// <param name="Quad">The line's corners on the page, from the top left of its text.</param>
/// <param name="Score">How sure the detector is, from 0 to 1.</param>
internal sealed record LineItem(RgbImage Page, Quad Quad, float Score);

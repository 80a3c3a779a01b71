namespace Tangram.Core.Accuracy;

/// <summary>How well one labelled item was read.</summary>
/// <param name="Name">Its file's name without ending.</param>
/// <param name="Lines">Lines expected.</param>
/// <param name="ExactLines">Lines of these read exactly, in order.</param>
/// <param name="Characters">Characters expected.</param>
/// <param name="CharacterEdits">Edits that turn what was read into what was expected.</param>
public sealed record ItemAccuracy(string Name, int Lines, int ExactLines, int Characters, int CharacterEdits);

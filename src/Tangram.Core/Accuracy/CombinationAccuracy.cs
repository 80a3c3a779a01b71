namespace Tangram.Core.Accuracy;

/// <summary>End-to-end figures of one combination of variants.</summary>
/// <param name="Variants">The variant of each task; null for one left out.</param>
/// <param name="ExactLines">Share of the expected lines read exactly, 0..1.</param>
/// <param name="CharacterErrorRate">Character edits per expected character, all items together; 0 is perfect.</param>
/// <param name="Items">Each labelled item's figures, in order of their names.</param>
public sealed record CombinationAccuracy(
    IReadOnlyDictionary<string, string?> Variants, double ExactLines, double CharacterErrorRate, IReadOnlyList<ItemAccuracy> Items);

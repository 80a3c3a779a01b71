namespace Tangram.Core.Accuracy;

/// <summary>What an evaluation found for one task.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="SkipAccuracy">For an optional task, the application's accuracy without it.</param>
/// <param name="Variants">Its variants' figures.</param>
public sealed record TaskAccuracy(string Task, double? SkipAccuracy, IReadOnlyList<VariantAccuracy> Variants);

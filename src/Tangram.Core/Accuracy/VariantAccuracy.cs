namespace Tangram.Core.Accuracy;

/// <summary>What an evaluation found for one variant.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Accuracy">Share of lines read exactly with this variant and the best of all other tasks, 0..1.</param>
/// <param name="RelativeAccuracy">The same over that of the task's best choice, 0..1.</param>
/// <param name="FanOut">Items handed to each child per item, on average.</param>
public sealed record VariantAccuracy(string Variant, double Accuracy, double RelativeAccuracy, double FanOut);

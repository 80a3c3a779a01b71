namespace Tangram.Core.Applications;

/// <summary>A node of the task graph: one inference step.</summary>
/// <param name="Name">Unique within the application.</param>
/// <param name="Operator">What prepares its input and interprets its output; <see cref="OperatorUse.None"/> where the application is only planned for.</param>
/// <param name="Variants">The models that can perform it; at least one.</param>
/// <param name="SkipAccuracy">For an optional task, the application's accuracy without it, on the scale of its variants'; null where the task must run.</param>
public sealed record ApplicationTask(string Name, OperatorUse Operator, IReadOnlyList<Variant> Variants, double? SkipAccuracy)
{
    /// <summary>Whether the task may be left out.</summary>
    public bool IsOptional => SkipAccuracy is not null;

    /// <summary>The best accuracy there is for the task, with or without running it.</summary>
    public double BestAccuracy => Math.Max(Variants.Max(v => v.Accuracy), SkipAccuracy ?? 0);

    /// <summary>Accuracy of <paramref name="variant"/>, or of leaving the task out where it is null, over the task's best; 0 to 1. Where nothing is ever right, every choice is as good as the best.</summary>
    public double RelativeAccuracy(Variant? variant) => BestAccuracy > 0 ? (variant?.Accuracy ?? SkipAccuracy ?? 0) / BestAccuracy : 1;
}

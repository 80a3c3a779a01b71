namespace Tangram.Scheduling.Policies;

/// <summary>Chooses the segment for an item.</summary>
/// <remarks>Implementations are pure: same question, same answer.</remarks>
public interface IDispatchPolicy
{
    /// <summary>Whether it chooses between a task's variants too. Otherwise it is shown the segments of one, so that each gets its planned share.</summary>
    bool ChoosesVariant => false;

    /// <summary>Chooses one of the question's segments by its place, or <see cref="DispatchQuestion.Hold"/>.</summary>
    int Choose(in DispatchQuestion question);
}

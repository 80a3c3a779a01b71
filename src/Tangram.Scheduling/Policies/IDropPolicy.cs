namespace Tangram.Scheduling.Policies;

/// <summary>Decides, whenever a process is idle, whether an item that would run next is still worth running.</summary>
/// <remarks>Implementations are pure: same question, same answer.</remarks>
public interface IDropPolicy
{
    /// <summary>Whether it ever does anything but keep an item.</summary>
    bool IsAny => true;

    /// <summary>Keeps the item, gives it up, or sends what follows it to a quicker segment.</summary>
    DropDecision Decide(in DropQuestion question);
}

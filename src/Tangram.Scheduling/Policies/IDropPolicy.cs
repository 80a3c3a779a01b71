namespace Tangram.Scheduling.Policies;

/// <summary>Decides, whenever a process is idle, whether an item that would run next is still worth running.</summary>
/// <remarks>Implementations are pure: same question, same answer.</remarks>
public interface IDropPolicy
{
    /// <summary>Whether it judges by how things are now at the tasks that follow, which takes time to find out, instead of by what is expected without waiting.</summary>
    bool WantsForecast => false;

    /// <summary>Keeps the item, gives it up, or sends what follows it to a quicker segment.</summary>
    DropDecision Decide(in DropQuestion question);
}

namespace Tangram.Scheduling.Policies;

/// <summary>Decides, whenever a process is idle, whether to run now and with how many items.</summary>
/// <remarks>Implementations are pure: same question, same answer. They own no clock, thread or queue.</remarks>
public interface IBatchingPolicy
{
    /// <summary>Chooses what an idle process of a segment does next.</summary>
    BatchDecision Decide(in BatchQuestion question);
}

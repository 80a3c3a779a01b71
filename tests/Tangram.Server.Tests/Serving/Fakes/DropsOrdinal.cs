using Tangram.Scheduling.Policies;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>Gives up the item at one place among the items of task 1.</summary>
internal sealed class DropsOrdinal(int ordinal) : IDropPolicy
{
    public DropDecision Decide(in DropQuestion question) =>
        question.Item.Task == 1 && question.Item.Ordinal == ordinal ? DropDecision.Drop : DropDecision.Keep;
}

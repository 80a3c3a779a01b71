namespace Tangram.Planning;

/// <summary>A queueing factor that one task has for itself.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Factor">The factor; at least 1, finite.</param>
public sealed record TaskQueueingFactor(string Application, string Task, double Factor)
{
    /// <summary>The factor; at least 1, finite.</summary>
    public double Factor { get; init => field = QueueingFactors.AtLeastOne(value); } = QueueingFactors.AtLeastOne(Factor);
}

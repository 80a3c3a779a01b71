namespace Tangram.Core.Plans;

/// <summary>What an instance does for one task.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="Task">The task's name.</param>
/// <param name="ItemsPerSecond">Items per second of the task that it is meant to take; at least 0.</param>
public sealed record InstanceWork(string Application, string Task, double ItemsPerSecond);
